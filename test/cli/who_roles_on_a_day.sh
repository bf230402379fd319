"$BEDE" who --date 2010-05-05 "Vladimir Putin" | sed 's/tsv:[0-9][0-9]*/tsv:N/'
