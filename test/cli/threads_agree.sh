for format in jsonl json csv table; do
	"$BEDE" code --format $format --threads 1 "$ROOT/example/reports.jsonl" "$ROOT"/example/*.txt > one 2> one.err
	"$BEDE" code --format $format --threads 2 "$ROOT/example/reports.jsonl" "$ROOT"/example/*.txt > two 2> two.err
	"$BEDE" code --format $format --threads 7 "$ROOT/example/reports.jsonl" "$ROOT"/example/*.txt > seven 2> seven.err
	cmp one two && cmp one seven && cmp one.err two.err && cmp one.err seven.err
done
[ -s one ] || echo "no output"
for command in annotate explain; do
	"$BEDE" $command --threads 1 "$ROOT/example/reports.jsonl" > one
	"$BEDE" $command --threads 3 "$ROOT/example/reports.jsonl" > three
	cmp one three
done
