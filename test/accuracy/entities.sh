#!/bin/sh
# Scores the names of people, organisations, places and peoples on hand-marked newswire (doc/accuracy.md, "Names") and
# compares the figures with those pinned in scores.csv. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/entities.sh --pin      FOLDER/ner/worldwide-dev.tsv: token, tab, BIO mark

. "$(dirname "$0")/pinned"
file=${BEDE_CORPORA:-}/ner/worldwide-dev.tsv
[ -n "$BEDE_CORPORA" ] && [ -f "$file" ] || skip_corpus ner/worldwide-dev.tsv
tokens=$(mktemp) || exit 3
trap 'rm -f "$tokens"' EXIT
awk -F '\t' '
	/^# doc = / { if (word) print ""; word = 0; print "# newdoc id = " substr($0, 9); next }
	NF < 2 { if (word) print ""; word = 0; next }
	{ print ++word "\t" $1 "\t_\t_\t_\t_\t_\t_\t_\tNER=" $2 }
	END { print "" }' "$file" > "$tokens"
found=$("${BUILD:-build}/test/accuracy/entities" names "$tokens") || exit 1
compare_pinned names "$found" "$1"
