"$BEDE" code --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" link events.db --explain nonesuch
