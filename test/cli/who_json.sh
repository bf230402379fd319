"$BEDE" who --date 2024-01-01 --format json "Angela Merkel" | sed 's/tsv:[0-9][0-9]*/tsv:N/'
