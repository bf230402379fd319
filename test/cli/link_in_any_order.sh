# In whatever order and portions the reports come, the store is the same.
"$BEDE" code --store once.db "$ROOT/example/reports.jsonl"
"$BEDE" query --dump once.db > once
for order in 1,2,3,4,5,6,7,8,9,10 10,9,8,7,6,5,4,3,2,1 2,9,1,3,10,4,8,5,7,6; do
	rm -f portions.db
	for line in $(echo $order | tr , ' '); do
		sed -n "${line}p" "$ROOT/example/reports.jsonl" > portion.jsonl
		"$BEDE" code --store portions.db portion.jsonl
	done
	"$BEDE" query --dump portions.db | cmp - once
done
# A report that is replaced, and comes back, leaves nothing behind.
head -n 1 "$ROOT/example/reports.jsonl" | sed 's/attacked/praised/g' > other.jsonl
"$BEDE" code --store portions.db other.jsonl
"$BEDE" query --dump portions.db | cmp -s - once && echo "another text gave the same store"
head -n 1 "$ROOT/example/reports.jsonl" > first.jsonl
"$BEDE" code --store portions.db first.jsonl
"$BEDE" query --dump portions.db | cmp - once
# Linked later is linked the same.
"$BEDE" code --no-link --store later.db "$ROOT/example/reports.jsonl"
"$BEDE" link later.db
"$BEDE" query --dump later.db | cmp - once
