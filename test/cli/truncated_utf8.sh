printf 'Russian troops attacked Kyiv. Ren\303' > report.txt
"$BEDE" code --date 2024-11-21 --format tsv report.txt | cut -f 7,14
