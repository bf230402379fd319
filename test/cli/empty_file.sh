: > empty.txt
"$BEDE" code --date 2024-11-21 empty.txt
