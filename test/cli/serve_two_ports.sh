"$BEDE" serve --listen "[::1]:8000" --port 8001 events.db
