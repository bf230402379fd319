"$BEDE" lexicon gaps --top 0
