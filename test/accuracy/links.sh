#!/bin/sh
# How well records of one event are joined, and reprints found. The floors: B³ on ECB+ must be 3 points above joining
# by the same lemma in the same topic, and 10 above joining nothing; the pairs of reprints with 30 % of their words
# changed are found with F1 of .95.
#
#   BEDE_CORPORA=FOLDER sh test/accuracy/links.sh
#
# FOLDER/ecbplus: ECB+ 1.0; FOLDER/news/articles.jsonl: any 1,000 dated reports.

links=${BUILD:-build}/test/accuracy/links
passed=0 failed=0 skipped=0

# floor FIGURES NAME PLUS BASE: the figure is at least the base and so much more.
floor() {
	if echo "$1" | awk -F, -v name="$2" -v plus="$3" -v base="$4" '{ is[$1] = $2 }
		END { wanted = plus + (base in is ? is[base] : base); print name, is[name], "at least", wanted; exit is[name] < wanted }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

if [ -n "$BEDE_CORPORA" ] && [ -d "$BEDE_CORPORA/ecbplus" ]; then
	figures=$("$links" ecbplus "$BEDE_CORPORA/ecbplus" dev) || exit 1
	echo "$figures"
	floor "$figures" ecbplus_dev.b_cubed 0.03 ecbplus_dev.same_lemma
	floor "$figures" ecbplus_dev.b_cubed 0.10 ecbplus_dev.alone
else
	echo "skipped: ecbplus is not in \$BEDE_CORPORA"
	skipped=$((skipped + 1))
fi
if [ -n "$BEDE_CORPORA" ] && [ -f "$BEDE_CORPORA/news/articles.jsonl" ]; then
	figures=$("$links" reprints "$BEDE_CORPORA/news/articles.jsonl" 30) || exit 1
	echo "$figures"
	floor "$figures" reprints_30.f1 0.95 0
else
	echo "skipped: news/articles.jsonl is not in \$BEDE_CORPORA"
	skipped=$((skipped + 1))
fi
line="$passed passed, $failed failed"
[ $skipped -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ $failed -eq 0 ]
