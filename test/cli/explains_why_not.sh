echo "The minister ate a sandwich. Russian troops attacked Kyiv." > report.txt
"$BEDE" explain --date 2024-11-21 --why-not sandwich report.txt | grep -c 'no rule of the lexicon has this word'
"$BEDE" explain --date 2024-11-21 --why-not zebra report.txt | grep -c 'does not have these words'
"$BEDE" explain --date 2024-11-21 --why-not attacked report.txt | grep -c 'it gave ASSAULT'
"$BEDE" explain --date 2024-11-21 report.txt | grep -c 'RUS MIL → ASSAULT'
"$BEDE" explain --date 2024-11-21 report.txt | grep -c 'not .*ACCUSE:disapprove: obj=.* is not met'
echo "A bear attacked a Canadian hunter." > bear.txt
"$BEDE" explain --date 2024-11-21 --why-not attacked bear.txt | grep -c 'assault.tsv.* a more specific rule, or one before it, decided'
"$BEDE" explain --date 2024-11-21 --why-not attacked bear.txt | grep -c 'prep.with=drone|uav is not met'
