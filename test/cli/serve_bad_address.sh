"$BEDE" code --store events.db "$ROOT/example/reports.jsonl" && "$BEDE" serve --listen example.org events.db
