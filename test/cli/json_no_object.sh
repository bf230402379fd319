cat > reports.jsonl <<'END'
{"id":"a","date":"2024-11-21","text":"Russian troops attacked Kyiv."}
["no", "object"]
{"id":"b", broken
{"id":"c","date":"2024-11-21","text":"China sanctioned Taiwan."}
END
"$BEDE" code --from jsonl --format tsv reports.jsonl > out
status=$?
cut -f 2,14 out
exit $status
