if [ ! -c /dev/full ]; then
	echo "there is no /dev/full"
	exit 77
fi
"$BEDE" code --format jsonl "$ROOT/example/reports.jsonl" > /dev/full
