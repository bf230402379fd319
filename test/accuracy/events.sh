#!/bin/sh
# Scores event records on hand-coded reports and compares every figure with the one pinned in scores.csv: quality may only
# change in a diff that somebody reads. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/events.sh --pin
#
# FOLDER/gold/reports.jsonl and gold.jsonl: the development reports.

folder=$(dirname "$0")
pinned=$folder/scores.csv
if [ -z "$BEDE_CORPORA" ] || [ ! -f "$BEDE_CORPORA/gold/gold.jsonl" ]; then
	echo "skipped: gold/gold.jsonl is not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
found=$("${BUILD:-build}/test/accuracy/events" gold "$BEDE_CORPORA/gold/reports.jsonl" "$BEDE_CORPORA/gold/gold.jsonl") \
	|| exit 1
if [ "$1" = --pin ]; then
	{ grep -v '^gold\.' "$pinned" 2>/dev/null; echo "$found"; } > "$pinned.new" && mv "$pinned.new" "$pinned"
	echo "$found"
	exit 0
fi
passed=0 failed=0
for line in $found; do
	name=${line%,*}
	was=$(sed -n "s/^$name,//p" "$pinned")
	if [ "$was" = "${line#*,}" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name is ${line#*,}, pinned as ${was:-nothing}"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
