# Three reports of one attack: two tell it, one denies it.
"$BEDE" code --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query events.db RUS:MIL --events --since 2022-04 --until 2022-04 --format csv | cut -d , -f 2-14
"$BEDE" link --explain f6524e77dc90ca62 events.db
