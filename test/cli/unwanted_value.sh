"$BEDE" code --help=all
