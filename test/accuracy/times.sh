#!/bin/sh
# Scores time expressions on TimeBank and AQUAINT as TempEval-3 does, against floors.
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/times.sh        FOLDER/times/timebank.jsonl, …/aquaint.jsonl

folder=${BEDE_CORPORA:-}/times
if [ -z "$BEDE_CORPORA" ] || [ ! -f "$folder/timebank.jsonl" ] || [ ! -f "$folder/aquaint.jsonl" ]; then
	echo "skipped: times/timebank.jsonl and times/aquaint.jsonl are not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
passed=0 failed=0
found=$("${BUILD:-build}/test/accuracy/times" "$folder/timebank.jsonl" "$folder/aquaint.jsonl") || exit 1
while read -r measure floor; do
	value=$(echo "$found" | awk -v measure="$measure" '$1 == measure { print $7 }')
	echo "TimeBank and AQUAINT $measure F1 ${value:-none} (floor $floor)"
	if awk -v value="$value" -v floor="$floor" 'BEGIN { exit !(value != "" && value + 0 >= floor + 0) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done << END
strict 87
relaxed 93.5
type 88.5
value 80
END
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
