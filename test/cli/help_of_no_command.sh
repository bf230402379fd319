"$BEDE" help conquer
