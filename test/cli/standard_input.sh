echo "Russian troops attacked Kyiv." > report.txt
"$BEDE" code --date 2024-11-21 --format tsv < report.txt | cut -f 7,14 > a
"$BEDE" code --date 2024-11-21 --format tsv - < report.txt | cut -f 7,14 > b
cmp a b && cat a
