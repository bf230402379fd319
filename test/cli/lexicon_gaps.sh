echo "Russia tickled Ukraine. The tickle of Russia was long, and Iran was tickled by its allies." > a.txt
echo "Trees were tickled by the wind. Japan tickled China on Monday, said officials." > b.txt
"$BEDE" lexicon gaps --top 2 --date 2024-11-21 a.txt b.txt
"$BEDE" lexicon gaps --format tsv --top 1 b.txt - < a.txt
"$BEDE" lexicon gaps none.txt
