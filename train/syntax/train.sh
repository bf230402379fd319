#!/bin/sh
# Trains model/en/syntax.bin again, from the top folder, after `make train`.
#
#   sh train/syntax/train.sh TREEBANKS NEWS WORDNET [WORK]
#
#   TREEBANKS   folder with en_ewt-ud-train.conllu and en_gum-ud-train.conllu
#   NEWS        file of news reports, text or JSON Lines: word vectors and silver trees are learned from it
#   WORDNET     folder with WordNet's index.*, *.exc and cntlist.rev
#   WORK        folder for what lies between (default: build/syntax)

[ $# -ge 3 ] || { sed -n '4,9s/^# *//p' "$0" >&2; exit 2; }
treebanks=$1 news=$2 wordnet=$3 work=${4:-build/syntax}
program=${BUILD:-build}/train/syntax
# genres of GUM whose texts are free to use
genres=news,interview,bio,voyage,textbook,vlog,speech,court
mkdir -p "$work/teacher" || exit 3

train() {
	"$program" --train "$treebanks/en_ewt-ud-train.conllu" --train "$treebanks/en_gum-ud-train.conllu:$genres" \
		--wordnet "$wordnet" --endings lexicon/en/syntax/endings.tsv --text-lexicon lexicon/en/text \
		--texts "$news" --vectors "$work/vectors" "$@"
}

# A first model parses news (three million tokens of it), and the one that is kept learns from its trees as well.
train --out "$work/teacher/syntax.bin" --dropout 0.2 --passes 12 || exit 3
"$program" --parse "$news" --text-lexicon lexicon/en/text --model "$work/teacher" 2> "$work/messages" |
	head -c 160000000 > "$work/silver.conllu"
train --out model/en/syntax.bin --silver "$work/silver.conllu"
