# compare.awk — are the records that a case asks for among those that bede gave? Three files, tab-separated: the
# names of the cases, the records with a header line, the expectations.

FNR == 1 { part++ }

part == 1 { name[$1] = $2; cases = $1; next }

part == 2 && FNR == 1 {
	for (i = 1; i <= NF; i++)
		column[$i] = i
	next
}

part == 2 {
	row = $(column["doc_id"])
	n = ++records[row]
	for (c in column)
		record[row, n, c] = $(column[c])
	next
}

part == 3 {
	found = 0
	for (i = 1; i <= records[$1] && !found; i++)
		found = matches($1, i, $3)
	if ($2 == "must" ? !found : found)
		failure[$1] = failure[$1] "    " ($2 == "must" ? "missing: " : "too much: ") $3 "\n"
}

END {
	for (i = 1; i <= cases; i++) {
		if (failure[i] == "") {
			passed++
			if (verbose == 0)
				continue
		} else {
			failed++
		}
		print (failure[i] == "" ? "passed " : "FAILED ") name[i]
		printf "%s", failure[i]
		for (j = 1; j <= records[i]; j++)
			print "    given:   " shown(i, j)
	}
	printf "%d passed, %d failed\n", passed, failed
	exit failed > 0
}

function get(row, n, what) { return record[row, n, what] }

function or_dash(text) { gsub(/;/, "+", text); return text == "" ? "-" : text }

function shown(row, n,   text) {
	text = or_dash(get(row, n, "actor")) " " get(row, n, "event")
	if (get(row, n, "mode") != "") text = text ":" get(row, n, "mode")
	text = text " " or_dash(get(row, n, "recipient"))
	if (get(row, n, "date_value") != "") text = text " on " get(row, n, "date_value")
	if (get(row, n, "place_text") != "") text = text " in " get(row, n, "place_text")
	if (get(row, n, "source_cue") != "")
		text = text " said by " or_dash(get(row, n, "source")) " as " get(row, n, "source_kind")
	text = text amount(row, n, "dead") amount(row, n, "injured") amount(row, n, "arrested") amount(row, n, "size") \
		amount(row, n, "amount")
	if (get(row, n, "aux_mode") != "") text = text " " get(row, n, "aux_mode")
	return text " " get(row, n, "certainty") " (" get(row, n, "event_text") ", " get(row, n, "confidence") ")"
}

function amount(row, n, role,   low, high) {
	low = get(row, n, role "_min")
	high = get(row, n, role "_max")
	if (low == "" && high == "") return ""
	return " " role " " low (high == "" ? "+" : high == low ? "" : "-" high)
}

# Is `wanted` ("RUS", "RUS*", "*") one of the values in a list "RUS;UKRMIL"?
function has(list, wanted,   part, count, i) {
	if (wanted == "*") return list != ""
	count = split(list, part, ";")
	for (i = 1; i <= count; i++)
		if (part[i] == wanted || (wanted ~ /\*$/ && index(part[i], substr(wanted, 1, length(wanted) - 1)) == 1))
			return 1
	return 0
}

# "RUS+CHN": each must be there, and no other; "-": nobody; "*": anybody or nobody.
function side(list, wanted,   part, count, i, given, given_count, j, hit) {
	if (wanted == "*") return 1
	if (wanted == "-") return list == ""
	count = split(wanted, part, "+")
	for (i = 1; i <= count; i++)
		if (!has(list, part[i])) return 0
	given_count = split(list, given, ";")
	for (j = 1; j <= given_count; j++) {
		hit = 0
		for (i = 1; i <= count; i++)
			hit = hit || has(given[j], part[i])
		if (!hit) return 0
	}
	return 1
}

# Does record n of the row have all that the words ask for? "RUSMIL ASSAULT UKR on 2024-11-20 in Kyiv said by UKRMIL"
function matches(row, n, wanted,   word, count, i, type, mode, place, low, high, j, all, key) {
	count = split(wanted, word, " ")
	type = word[2]
	mode = ""
	if (index(type, ":")) {
		mode = substr(type, index(type, ":") + 1)
		type = substr(type, 1, index(type, ":") - 1)
	}
	if (type != "*" && get(row, n, "event") != type) return 0
	if (mode != "" && !has(get(row, n, "mode"), mode)) return 0
	if (!both_sides(row, n, word[1], word[3])) return 0
	for (i = 4; i <= count; i++) {
		key = word[i]
		if (key == "on") {
			key = word[++i]
			if (get(row, n, "date_value") != key && get(row, n, "date") != key) return 0
		} else if (key == "undated") {
			if (get(row, n, "date_value") != "") return 0
		} else if (key == "in") {
			place = word[++i]
			gsub(/_/, " ", place)
			if (get(row, n, "place_text") != place && get(row, n, "place_name") != place) return 0
		} else if (key == "said") {
			i += 2          # said by RUSGOV+USA
			all = word[i]
			while (all != "") {
				key = all
				sub(/\+.*/, "", key)
				all = index(all, "+") ? substr(all, index(all, "+") + 1) : ""
				if (!has(get(row, n, "source"), key)) return 0
			}
		} else if (key == "unsaid") {
			if (get(row, n, "source_cue") != "") return 0
		} else if (key == "as") {
			if (!has(get(row, n, "source_kind"), word[++i])) return 0
		} else if (key ~ /^(dead|injured|arrested|size|amount)$/) {
			low = high = word[++i]
			if (low ~ /\+$/) { sub(/\+$/, "", low); high = "" }
			else if (index(low, "-")) { high = substr(low, index(low, "-") + 1); sub(/-.*/, "", low) }
			if (get(row, n, key "_min") != low || get(row, n, key "_max") != high) return 0
		} else if (key ~ /^(certain|probable|possible)$/) {
			if (get(row, n, "certainty") != key) return 0
		} else if (key == "unsure") {
			if (get(row, n, "certainty") == "certain") return 0
		} else if (key ~ /^(historical|future|hypothetical|negation)$/) {
			if (!has(get(row, n, "aux_mode"), key)) return 0
		} else if (key == "plain") {
			if (get(row, n, "aux_mode") != "") return 0
		} else if (key == "about") {
			key = word[++i]
			gsub(/_/, " ", key)
			if (!has(get(row, n, "context"), key)) return 0
		} else if (key == "inferred") {
			if (get(row, n, "inferred") == "") return 0
		} else {
			print "no word of an expectation: " key " in " wanted
			return 0
		}
	}
	return 1
}

# "A+B TYPE -": a reciprocal event may also stand as A on the one side and B on the other.
function both_sides(row, n, actors, recipients,   a, r) {
	a = get(row, n, "actor")
	r = get(row, n, "recipient")
	if (side(a, actors) && side(r, recipients)) return 1
	return recipients == "-" && index(actors, "+") && r != "" && side(a ";" r, actors)
}
