"$BEDE" lexicon check --top 5
