"$BEDE" who
