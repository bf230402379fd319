#!/bin/sh
# Scores tags, lemmas and trees on the development parts of two treebanks, gold sentences and tokens, and compares every
# figure with the one pinned in scores.csv. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/trees.sh --pin      FOLDER/ud/en_ewt-ud-dev.conllu, …/en_gum-ud-dev.conllu
#
# UPOS, XPOS, lemma, UAS, LAS: per cent of words, relations without subtypes; then F1 of the relations that events hang on.

. "$(dirname "$0")/pinned"
# genres of GUM whose texts are free to use: what the model learns from, and most like news
open=news,interview,bio,voyage,textbook,vlog,speech,court
found=
for set in ewt gum gum_open; do
	file=${BEDE_CORPORA:-}/ud/en_${set%_open}-ud-dev.conllu
	[ -n "$BEDE_CORPORA" ] && [ -f "$file" ] || skip_corpus "ud/en_${set%_open}-ud-dev.conllu"
	[ $set = gum_open ] && file=$file:$open
	figures=$("${BUILD:-build}/train/syntax" --score "$file" --model model/en 2> /dev/null) || exit 1
	found="$found$(echo "$figures" | awk -v set=$set '{ print "syntax." set "_dev." tolower($1) "," $2 }')
"
done
compare_pinned syntax "${found%?}" "$1"
