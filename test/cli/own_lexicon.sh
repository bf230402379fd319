mkdir -p mine/events mine/actors
printf 'v frobnicate\t-\tASSAULT\tRussia frobnicated Ukraine.\tRUS ASSAULT UKR\n' > mine/events/mine.tsv
printf 'Blefuscu\tXBL\t-\tGPE\t\t\t\tname\town\n' > mine/actors/mine.tsv
printf 'Kingdom of Lilliput; Lilliput\tIMG\tMIL\tORG\t\t\t\tname\town\n' >> mine/actors/mine.tsv
echo "Lilliput frobnicated Ukraine." > report.txt
"$BEDE" code --date 2024-11-21 --format tsv report.txt | cut -f 7,10,14
"$BEDE" code --date 2024-11-21 --format tsv --lexicon mine report.txt 2> messages | cut -f 7,10,14,57
grep -c 'mine/actors/mine.tsv:1: ' messages
"$BEDE" lexicon check mine > checked 2>&1
echo "check: $?"
"$BEDE" code --lexicon nowhere report.txt 2> /dev/null
echo "none: $?"
