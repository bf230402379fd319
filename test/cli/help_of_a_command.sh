"$BEDE" help code > a && "$BEDE" code --help > b && cmp a b && cat a
