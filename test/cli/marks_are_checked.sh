# Marks that do not fit their text are named, each with its place; those that do are counted.
trainer=$(dirname "$BEDE")/train/attribution
[ -x "$trainer" ] || { echo "train/attribution is not built"; exit 77; }
echo '{"id":"a","text":"Officials said that the dam held."}' > texts.jsonl
good='"source":[[0,9]],"cue":[[10,14]],"content":[[15,32]]'
# gzip ends a file with the CRC-32 of what went in.
sum=$(printf 'Officials said that the dam held.' | gzip -c | tail -c 8 | head -c 4 | od -An -tu1 |
	awk '{ printf "%02x%02x%02x%02x", $4, $3, $2, $1 }')
marks() { echo "{\"id\":\"$1\",\"crc32\":\"$2\",\"attributions\":[{$3}]}"; }
marks a "$sum" "$good" > marks.jsonl
"$trainer" --check --texts texts.jsonl marks.jsonl
{
	marks b "$sum" "$good"
	marks a 00000000 "$good"
	marks a "$sum" '"source":[[0,9]],"cue":[[10,14]],"content":[[15,99]]'
	marks a "$sum" '"source":[],"cue":[],"content":[[15,32]]'
	marks a "$sum" '"source":[],"cue":[[14,10]],"content":[[15,32]]'
	echo '{"id":'
} > marks.jsonl
"$trainer" --check --texts texts.jsonl marks.jsonl
