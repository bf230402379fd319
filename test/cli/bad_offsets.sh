"$BEDE" code --offsets words
