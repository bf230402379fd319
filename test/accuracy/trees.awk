# trees.awk — word classes and trees against a treebank, over the same tokens: UPOS, UAS, and LAS by universal relations
# (without subtypes), punctuation included.
#
#   awk -f trees.awk GOLD.conllu SYSTEM.conllu       prints "tokens N UPOS x UAS x LAS x"

BEGIN { FS = "\t" }
$1 !~ /^[0-9]+$/ { next }
function universal(relation) {
	sub(/:.*/, "", relation)
	return relation
}
FNR == NR {
	form[++gold] = $2
	upos[gold] = $4
	head[gold] = $7
	relation[gold] = universal($8)
	next
}
{
	system_tokens++
	if ($2 != form[system_tokens]) {
		print "token " system_tokens " is '" $2 "' instead of '" form[system_tokens] "'"
		differs = 1
		exit 1
	}
	same_upos += $4 == upos[system_tokens]
	attached = $7 == head[system_tokens]
	same_head += attached
	same_both += attached && universal($8) == relation[system_tokens]
}
END {
	if (differs)
		exit 1
	if (system_tokens != gold || !gold) {
		print system_tokens + 0 " tokens instead of " gold + 0
		exit 1
	}
	printf "tokens %d UPOS %.2f UAS %.2f LAS %.2f\n", gold, 100 * same_upos / gold, 100 * same_head / gold,
		100 * same_both / gold
}
