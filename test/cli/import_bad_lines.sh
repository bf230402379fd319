cat > records.jsonl << 'END'
nonsense
{"a":1}
{"doc_id":"x","event":["AID"],"event_span":{"start":4000000000,"end":5000000000},"actor":[{"code":"RUS"}],"quantity":[{"min":"x"}],"text_info":{"sequence":-3}}
{"doc_id":7,"event":[]}
{"doc_id":"y","event":["WAR"],"actor":"RUS","attribution":[1,null],"event_loc":[],"mode":[7],"confidence":"high"}
END
"$BEDE" import events.db records.jsonl
status=$?
"$BEDE" query events.db --format tsv | cut -f 2,7,14
exit $status
