"$BEDE" explain -z
