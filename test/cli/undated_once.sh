for n in 1 2 3 4 5; do
	echo "{\"id\":\"$n\",\"text\":\"Russian troops attacked Kyiv on Wednesday.\"}"
done | "$BEDE" code --threads 3 --format tsv > out 2> messages
cut -f 2,3,6 out
wc -l < messages
cat messages >&2
