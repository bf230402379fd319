mkdir -p own/compiled/en
cp -r "$ROOT/lexicon" "$ROOT/model" own/
"$BEDE" lexicon compile --data own own/compiled/en
echo "compiled: $?"
"$BEDE" who --data own Putin --date 2020-01-01 > first
# A changed text file counts at once; a damaged compiled file is told of.
printf 'Putin Junction; Zyxxland\tNOR\t-\tGPE\n' > own/lexicon/en/actors/more.tsv
"$BEDE" who --data own Zyxxland | head -n 1
rm own/lexicon/en/actors/more.tsv
printf 'damaged' | dd of=own/compiled/en/actors.bin bs=1 seek=3000 conv=notrunc 2> /dev/null
"$BEDE" who --data own Putin --date 2020-01-01 > second 2> messages
cmp first second
sed 's/^[^:]*: [^:]*: //' messages
"$BEDE" lexicon compile --data own nowhere 2> /dev/null
echo "nowhere: $?"
"$BEDE" lexicon compile --petrarch own own 2> /dev/null
echo "petrarch: $?"
