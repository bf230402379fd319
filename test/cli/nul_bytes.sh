printf 'Russian troops\0\0 attacked Kyiv.\n' > report.txt
"$BEDE" code --date 2024-11-21 --format tsv report.txt | cut -f 2
