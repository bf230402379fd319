#!/bin/sh
# Scores which mentions stand for one actor on the development part of GUM (doc/accuracy.md, "Reference") and compares
# the figures with those pinned in scores.csv. After a change that is meant, write the new figures down:
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/coreference.sh --pin      FOLDER/ud/en_gum-ud-dev.conllu

. "$(dirname "$0")/pinned"
file=${BEDE_CORPORA:-}/ud/en_gum-ud-dev.conllu
[ -n "$BEDE_CORPORA" ] && [ -f "$file" ] || skip_corpus ud/en_gum-ud-dev.conllu
scorer=${BUILD:-build}/test/accuracy/coreference
# All genres; all with the trees given; news alone.
found=$("$scorer" coref.all "$file" && "$scorer" coref.trees -t "$file" | grep conll \
	&& "$scorer" coref.news "$file" GUM_news | grep conll) || exit 1
compare_pinned coref "$(echo "$found" | grep -e conll -e '\.actors\.')" "$1"
