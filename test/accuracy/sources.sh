#!/bin/sh
# Scores attributions (source, cue, content, and all of it linked) on reports in which every one is marked, and compares
# every figure with the one pinned in scores.csv. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/sources.sh --pin
#
# FOLDER/attribution/polnear-dev.jsonl: the development part of PolNeAR.

folder=$(dirname "$0")
pinned=$folder/scores.csv
marked=${BEDE_CORPORA:-}/attribution/polnear-dev.jsonl
if [ -z "$BEDE_CORPORA" ] || [ ! -f "$marked" ]; then
	echo "skipped: attribution/polnear-dev.jsonl is not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
found=$("${BUILD:-build}/test/accuracy/sources" sources.polnear_dev "$marked") || exit 1
if [ "$1" = --pin ]; then
	{ grep -v '^sources\.' "$pinned" 2>/dev/null; echo "$found"; } > "$pinned.new" && mv "$pinned.new" "$pinned"
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
