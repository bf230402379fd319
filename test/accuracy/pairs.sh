#!/bin/sh
# Scores the relation between two given mentions against floors: 1,050 sentences of the PLV set, each with two marked
# parties and a type. Where the set's habits differ from PLOVER's codebook, the codebook is followed (doc/accuracy.md).
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/pairs.sh [--confusions]       FOLDER/pairs/plv-train.jsonl

file=${BEDE_CORPORA:-}/pairs/plv-train.jsonl
if [ -z "$BEDE_CORPORA" ] || [ ! -f "$file" ]; then
	echo "skipped: pairs/plv-train.jsonl is not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
found=$("${BUILD:-build}/test/accuracy/pairs" plv "$file" "$@") || exit 1
passed=0 failed=0
while read -r measure floor; do
	value=$(echo "$found" | sed -n "s/^plv\.$measure,//p")
	echo "plv $measure ${value:-none} (floor $floor)"
	if awk -v value="$value" -v floor="$floor" 'BEGIN { exit !(value != "" && value + 0 >= floor + 0) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done << END
related 0.94
accuracy 0.81
f1 0.82
quad 0.90
END
echo "$found" | grep taken
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
