printf 'The French caf\351 was closed. Russian troops attacked Kyiv, Ren\351 said.\n' > report.txt
"$BEDE" code --date 2024-11-21 --format tsv report.txt | cut -f 2,7,14
