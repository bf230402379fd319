"$BEDE" lexicon
