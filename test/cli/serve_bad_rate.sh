"$BEDE" serve --rate fast events.db
