"$BEDE" code --threads 0
