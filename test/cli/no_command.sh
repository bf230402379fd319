"$BEDE"
