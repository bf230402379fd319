mkdir folder
"$BEDE" code folder
