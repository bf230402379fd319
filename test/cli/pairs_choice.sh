# Which event of a sentence is the relation between two mentions: the outer clause's first; who tells of another's act of
# conflict accuses them, unless it is their own, and asks them for what they "must" do; a clause without both parties is
# better than none.
relate() {
	printf '{"id":"p","date":"2024-11-21","text":"%s","pairs":[{"actor":%s,"recipient":%s}]}\n' "$1" "$2" "$3" > pair.jsonl
	"$BEDE" code --from jsonl --format jsonl pair.jsonl | sed 's/.*"event":\(\[[^]]*\]\).*/\1/'
}
relate "Chad imposed sanctions on Mali, holding it responsible for the murder." "[0,4]" "[26,30]"
relate "Chad held Mali responsible for the murder." "[0,4]" "[10,14]"
relate "Chad said that Mali had killed Nigerian farmers." "[0,4]" "[15,19]"
relate "Chad said that Chad had killed Malian farmers." "[0,4]" "[15,19]"
relate "Chad said that Mali had sold its cows." "[0,4]" "[15,19]"
relate "Chad said that Mali must sell its cows." "[0,4]" "[15,19]"
relate "Abeni Oyo said that they will not end the strike." "[0,9]" null
relate "Abeni Oyo said that the sun was hot." "[0,9]" null
