#!/bin/sh
# Trains model/en/syntax.bin again, from the top folder, after `make train`. Stopped, it goes on where it was.
#
#   sh train/syntax/train.sh TREEBANKS NEWS WORDNET [WORK]
#
#   TREEBANKS   folder with en_ewt-ud-train.conllu and en_gum-ud-train.conllu
#   NEWS        file of news reports, text or JSON Lines: word vectors and silver trees are learned from it
#   WORDNET     folder with WordNet's index.*, *.exc and cntlist.rev
#   WORK        folder for what lies between (default: build/syntax)
#
#   $TEACHER    a Python that has train/syntax/teacher/requirements.txt: silver trees come from a teacher on top of a
#               pretrained encoder, trained first; without it (so was the released file made) from a first model

[ $# -ge 3 ] || { sed -n '4,12s/^# *//p' "$0" >&2; exit 2; }
treebanks=$1 news=$2 wordnet=$3 work=${4:-build/syntax}
program=${BUILD:-build}/train/syntax teach=$(dirname "$0")/teacher/teach.py
# genres of GUM whose texts are free to use
genres=news,interview,bio,voyage,textbook,vlog,speech,court
mkdir -p "$work/teacher" || exit 3

train() {
	"$program" --train "$treebanks/en_ewt-ud-train.conllu" --train "$treebanks/en_gum-ud-train.conllu:$genres" \
		--wordnet "$wordnet" --endings lexicon/en/syntax/endings.tsv --text-lexicon lexicon/en/text \
		--texts "$news" --vectors "$work/vectors" "$@"
}

# News as CoNLL-U: its words, and what a model finds in them if one is named.
parse() {
	"$program" --parse "$news" --text-lexicon lexicon/en/text "$@" 2> "$work/messages"
}

if [ -n "$TEACHER" ]; then
	[ -s "$work/teacher/network" ] || "$TEACHER" -B "$teach" --train "$treebanks/en_ewt-ud-train.conllu" \
		--train "$treebanks/en_gum-ud-train.conllu:$genres" --out "$work/teacher/network" || exit 3
	parse > "$work/words.conllu" || exit 3
	"$TEACHER" -B "$teach" --model "$work/teacher/network" --parse "$work/words.conllu" --sentences 60000 \
		--out "$work/taught.conllu" || exit 3
	train --out model/en/syntax.bin --silver "$work/taught.conllu"
else
	# A first model parses three million tokens of it; the one that is kept learns from its trees as well.
	[ -s "$work/teacher/syntax.bin" ] || train --out "$work/teacher/syntax.bin" --dropout 0.2 --passes 12 || exit 3
	[ -s "$work/silver.conllu" ] || {
		parse --model "$work/teacher" | head -c 160000000 > "$work/silver.new" && mv "$work/silver.new" "$work/silver.conllu"
	} || exit 3
	train --out model/en/syntax.bin --silver "$work/silver.conllu"
fi
