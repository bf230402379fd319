"$BEDE" serve --token-file nothing events.db
