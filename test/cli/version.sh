"$BEDE" --version && "$BEDE" version
