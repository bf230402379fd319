"$BEDE" serve --port 70000 events.db
