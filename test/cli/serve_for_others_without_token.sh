"$BEDE" code --store events.db "$ROOT/example/reports.jsonl" && "$BEDE" serve --listen 0.0.0.0 events.db
