echo "René: Russian troops attacked Kyiv." > report.txt
for unit in points bytes; do
	"$BEDE" code --date 2024-11-21 --format tsv --offsets $unit report.txt | awk -F '\t' 'NR == 1 {
		for (i = 1; i <= NF; i++) column[$i] = i
		next
	} { print $column["event_text"], $column["event_start"], $column["event_end"] }'
done
