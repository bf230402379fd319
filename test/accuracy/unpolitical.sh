#!/bin/sh
# How many records come from reports that have next to no political words (political_words.txt), against a ceiling.
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/unpolitical.sh [--list]       FOLDER/news/articles.jsonl

ceiling=0.20
file=${BEDE_CORPORA:-}/news/articles.jsonl
if [ -z "$BEDE_CORPORA" ] || [ ! -f "$file" ]; then
	echo "skipped: news/articles.jsonl is not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
folder=$(dirname "$0")
found=$("${BUILD:-build}/test/accuracy/unpolitical" "$folder/political_words.txt" "$file" "$@") || exit 1
echo "$found"
value=$(echo "$found" | sed -n 's/^unpolitical\.records_a_report,//p')
if awk -v value="$value" -v ceiling="$ceiling" 'BEGIN { exit !(value != "" && value + 0 <= ceiling + 0) }'; then
	echo "1 passed, 0 failed, 0 skipped"
else
	echo "records a report: ${value:-none}, at most $ceiling"
	echo "0 passed, 1 failed, 0 skipped"
	exit 1
fi
