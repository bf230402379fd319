"$BEDE" --help
