"$BEDE" annotate --format conllu "$ROOT/example/reports.jsonl" > once.conllu
"$BEDE" annotate --date 2024-11-21 --from conllu --format conllu once.conllu > twice.conllu
cmp once.conllu twice.conllu
# Only words given: the other columns are filled in, everything else is kept.
awk -F '\t' -v OFS='\t' 'NF == 10 { $3 = $4 = $5 = $7 = $8 = "_" } { print }' once.conllu > words.conllu
"$BEDE" annotate --date 2024-11-21 --from conllu --format conllu words.conllu > filled.conllu
grep -c . once.conllu > a
grep -c . filled.conllu > b
cmp a b
cut -f 1,2,6,9,10 once.conllu > a
cut -f 1,2,6,9,10 filled.conllu > b
cmp a b
awk -F '\t' 'NF == 10 && ($4 == "_" || $7 == "_" || $8 == "_")' filled.conllu
