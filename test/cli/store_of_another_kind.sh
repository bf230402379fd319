echo "A letter, which is no store: long enough to be taken for a file of a hundred bytes, as SQLite's head has them, if need be." > letter
"$BEDE" code --store letter "$ROOT/example/reports.jsonl"
