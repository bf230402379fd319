#!/bin/sh
# Scores event records on hand-coded reports and compares every figure with the one pinned in scores.csv: quality may only
# change in a diff that somebody reads. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/events.sh --pin
#
# FOLDER/gold/reports.jsonl and gold.jsonl: the development reports.

. "$(dirname "$0")/pinned"
folder=${BEDE_CORPORA:-}/gold
[ -n "$BEDE_CORPORA" ] && [ -f "$folder/gold.jsonl" ] || skip_corpus gold/gold.jsonl
found=$("${BUILD:-build}/test/accuracy/events" gold "$folder/reports.jsonl" "$folder/gold.jsonl") || exit 1
compare_pinned gold "$found" "$1"
