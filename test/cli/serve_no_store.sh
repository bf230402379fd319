"$BEDE" serve nothing.db
