"$BEDE" query events.db
