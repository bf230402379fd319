# 0 keeps all, 1 keeps what is certain: more doubt, more records.
for cut in 0 0.5 0.9; do
	"$BEDE" code --format tsv --min-confidence $cut "$ROOT/example/reports.jsonl" | tail -n +2 | wc -l
done | sort -n -r -c && echo descending
"$BEDE" code --format tsv --min-confidence 0.9 "$ROOT/example/reports.jsonl" | awk -F '\t' 'NR == 1 {
	for (i = 1; i <= NF; i++) column[$i] = i
	next
} $column["confidence"] < 0.9'
