"$BEDE" code --no-link --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query events.db --event WAR
