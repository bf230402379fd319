# Same input, same bytes: twice, and with the reports in another order each record keeps its id.
"$BEDE" code --format jsonl "$ROOT/example/reports.jsonl" > once
"$BEDE" code --format jsonl "$ROOT/example/reports.jsonl" > twice
cmp once twice
sed '1!G;h;$!d' "$ROOT/example/reports.jsonl" > reversed.jsonl
"$BEDE" code --format jsonl reversed.jsonl | sort > other
sort once | cmp - other
cut -d '"' -f 4 once | sort | uniq -d
