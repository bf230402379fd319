echo 'Russian troops attacked Kyiv.' | "$BEDE" code --data "$PWD/nowhere"
