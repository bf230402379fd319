"$BEDE" code --date
