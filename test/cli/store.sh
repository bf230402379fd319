# What goes into a store comes out as bede code prints it; the same again changes nothing.
"$BEDE" code --no-link --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query --dump events.db > once
"$BEDE" code --no-link --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query --dump events.db > twice
cmp once twice
for format in jsonl json csv tsv; do
	"$BEDE" code --format $format "$ROOT/example/reports.jsonl" | tr -d '[]' | sed 's/,*\r*$//' | sort > printed
	"$BEDE" query --format $format events.db | tr -d '[]' | sed 's/,*\r*$//' | sort > stored
	cmp printed stored
done
for threads in 1 3; do
	"$BEDE" code --no-link --threads $threads --store threads.db "$ROOT/example/reports.jsonl"
	"$BEDE" query --dump threads.db | cmp - once
	rm threads.db
done
