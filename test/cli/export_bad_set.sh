"$BEDE" code --no-link --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" export events.db --as tabari
