echo > token; chmod 600 token; "$BEDE" serve --token-file token events.db
