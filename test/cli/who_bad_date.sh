"$BEDE" who --date 2024-02-30 Hamas
