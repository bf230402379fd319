"$BEDE" cdoe report.txt
