"$BEDE" who Hamas | sed 's/tsv:[0-9][0-9]*/tsv:N/'
