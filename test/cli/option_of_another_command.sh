"$BEDE" explain --format json
