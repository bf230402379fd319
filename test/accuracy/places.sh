#!/bin/sh
# Scores toponyms on reports of small-town papers in which each is marked with its coordinates, and compares every figure
# with the one pinned in scores.csv. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/places.sh --pin
#
# FOLDER/places/lgl.jsonl: the Local-Global Lexicon corpus, 588 reports.

. "$(dirname "$0")/pinned"
marked=${BEDE_CORPORA:-}/places/lgl.jsonl
[ -n "$BEDE_CORPORA" ] && [ -f "$marked" ] || skip_corpus places/lgl.jsonl
found=$("${BUILD:-build}/test/accuracy/places" places.lgl "$marked") || exit 1
compare_pinned places.lgl "$found" "$1"
