#!/bin/sh
# Scores tokens and sentences on raw text of the development parts of two treebanks, F1 by spans, against floors. EWT is
# web text with few line ends, so its sentences are harder than the news that Bede is for.
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/segment.sh        FOLDER/ud/en_ewt-ud-dev.conllu, …/en_gum-ud-dev.conllu

passed=0 failed=0 skipped=0
while read -r set genre token_floor sentence_floor; do
	file=${BEDE_CORPORA:-}/ud/$set.conllu
	if [ -z "$BEDE_CORPORA" ] || [ ! -f "$file" ]; then
		echo "skipped: $set.conllu is not in \$BEDE_CORPORA/ud"
		skipped=$((skipped + 1))
		continue
	fi
	[ "$genre" = all ] && part= || part=$genre
	found=$("${BUILD:-build}/test/accuracy/segment" lexicon/en/text "$file" $part)
	for unit in tokens sentences; do
		floor=$token_floor
		[ $unit = sentences ] && floor=$sentence_floor
		value=$(echo "$found" | awk -v unit=$unit '$1 == unit { print $7 }')
		echo "$set $genre $unit F1 ${value:-none} (floor $floor)"
		if awk -v value="$value" -v floor="$floor" 'BEGIN { exit !(value != "" && value + 0 >= floor + 0) }'; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
		fi
	done
done << END
en_ewt-ud-dev all 99.2 80
en_gum-ud-dev all 99.5 93
en_gum-ud-dev news 99.5 99
END
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
