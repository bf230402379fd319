# What is exported as PLOVER is imported as it was; the other sets have their columns in every row.
"$BEDE" code --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query --sql "SELECT id FROM documents ORDER BY id" --format tsv events.db | tail -n +2 | while read -r id; do
	"$BEDE" code "$ROOT/example/reports.jsonl" | grep "\"doc_id\":\"$id\""
done > records.jsonl
"$BEDE" import --no-link imported.db records.jsonl
sort records.jsonl > given
"$BEDE" export imported.db | sort | cmp - given
"$BEDE" import --no-link imported.db - < records.jsonl
"$BEDE" export imported.db | sort | cmp - given
for set in polecat icews gdelt phoenix; do
	echo "$set $("$BEDE" export events.db --as $set | awk -F '\t' '{ print NF }' | sort -u | tr '\n' ' ')"
done
"$BEDE" export events.db --as acled-like --place Kramatorsk | cut -d , -f 1-8,24-26
"$BEDE" export events.db --as polecat RUS UKR --event ASSAULT | cut -f 2,3,9,11,17,24
