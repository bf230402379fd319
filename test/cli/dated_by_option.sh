echo "Russian troops attacked Kyiv on Wednesday." | "$BEDE" code --date 2024-11-21 --format tsv | cut -f 3,5,6
