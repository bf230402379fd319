{ printf '{"text":"'; head -c 100000000 /dev/zero | tr '\0' x; printf '"}\n{"id":"b","date":"2024-11-21","text":"China sanctioned Taiwan."}\n'; } > long.jsonl
"$BEDE" code --format tsv long.jsonl > out
status=$?
cut -f 2,14 out
exit $status
