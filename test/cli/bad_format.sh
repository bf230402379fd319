"$BEDE" code --format xml
