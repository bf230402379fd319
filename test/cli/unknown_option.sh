"$BEDE" code --fromat json report.txt
