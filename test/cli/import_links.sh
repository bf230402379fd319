# Records that were imported without their reports' text are linked by what they name: the same three reports tell of
# the attack as where the text is known.
"$BEDE" code --store coded.db "$ROOT/example/reports.jsonl"
"$BEDE" query coded.db --records --format jsonl > records.jsonl
"$BEDE" import imported.db records.jsonl
for store in coded imported; do
	"$BEDE" query $store.db RUS:MIL --events --since 2022-04-08 --until 2022-04-08 --format csv | cut -d , -f 2-5,7,10,12
done
