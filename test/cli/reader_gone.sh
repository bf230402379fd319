i=0
while [ $i -lt 50 ]; do
	cat "$ROOT/example/reports.jsonl"
	i=$((i + 1))
done > many.jsonl
{ "$BEDE" annotate many.jsonl; echo $? > status; } | head -c 100 > /dev/null
cat status
