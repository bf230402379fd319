# Marks that do not fit their text are named, each with its place; those that do are counted.
trainer=$(dirname "$BEDE")/train/attribution
[ -x "$trainer" ] || { echo "train/attribution is not built"; exit 77; }
echo '{"id":"a","text":"Officials said that the dam held."}' > texts.jsonl
good='"source":[[0,9]],"cue":[[10,14]],"content":[[15,32]]'
sum=$(python3 -c 'import zlib; print("%08x" % zlib.crc32(b"Officials said that the dam held."))' 2> /dev/null) || exit 77
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
