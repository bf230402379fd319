"$BEDE" code --date 2023-02-29 report.txt
