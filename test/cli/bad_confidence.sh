"$BEDE" code --min-confidence 80%
