#!/bin/sh
# Scores times and numbers against the English specifications of Recognizers-Text, as far as they concern news
# (recognizers.tsv says which results are left out and why), against floors in percent.
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/recognizers.sh    FOLDER/recognizers/{DateTime,Number,NumberWithUnit}/English

folder=${BEDE_CORPORA:-}/recognizers
here=$(dirname "$0")
if [ -z "$BEDE_CORPORA" ] || [ ! -d "$folder/DateTime/English" ]; then
	echo "skipped: recognizers/DateTime/English is not in \$BEDE_CORPORA"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
passed=0 failed=0
found=$("${BUILD:-build}/test/accuracy/recognizers" "$folder" "$here/recognizers.tsv") || exit 1
while read -r name floor kinds; do
	line=$(echo "$found" | awk -v kinds=" $kinds " 'index(kinds, " " $1 " ") { right += $2; all += $4; out += $5 }
		END { printf "%.1f %d %d %d", all ? 100 * right / all : 0, right, all, out }')
	# shellcheck disable=SC2086
	set -- $line
	echo "Recognizers-Text $name: $2 of $3 right, $1 % (floor $floor); $4 left out"
	if awk -v value="$1" -v floor="$floor" 'BEGIN { exit !(value + 0 >= floor + 0) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done << END
times 85 date daterange time timerange datetime datetimerange duration set
numbers 90 number
currencies 90 currency
dimensions 90 dimension
END
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
