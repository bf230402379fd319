"$BEDE" serve
