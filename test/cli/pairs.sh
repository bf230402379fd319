echo '{"id":"p","date":"2024-11-21","text":"Russia attacked Ukraine. Japan slept.",
"pairs":[{"actor":[0,6],"recipient":[16,23]},{"actor":[25,30],"recipient":[0,6]},{"actor":[0,6],"recipient":null}]}' |
	tr -d '\n' > pairs.jsonl
"$BEDE" code --from jsonl --format jsonl pairs.jsonl | sed 's/.*"event":\(\[[^]]*\]\).*/\1/'
