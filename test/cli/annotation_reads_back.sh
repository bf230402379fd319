# What annotate prints is JSON Lines with text, id and date, so that the same records come out of it.
cut -c 1- "$ROOT/example/reports.jsonl" > reports.jsonl
"$BEDE" annotate reports.jsonl > annotated.jsonl
"$BEDE" code --format tsv reports.jsonl | cut -f 1-22 > direct
"$BEDE" code --from jsonl --format tsv annotated.jsonl | cut -f 1-22 > again
cmp direct again
wc -l < annotated.jsonl
