echo 'Russian troops attacked Kyiv.' > report.txt
"$BEDE" code --date 2024-11-21 --format tsv missing.txt report.txt | cut -f 2,7,14 > out
"$BEDE" code --date 2024-11-21 missing.txt report.txt 2> /dev/null > all.jsonl
status=$?
cat out
exit $status
