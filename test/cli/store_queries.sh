"$BEDE" code --no-link --store events.db "$ROOT/example/reports.jsonl"
"$BEDE" query events.db RUS UKR --by event --format csv
"$BEDE" query events.db --quad 4 --place Ukraine --format tsv | cut -f 2,7,10,14
"$BEDE" series events.db RUS --by week --since 2022 --until 2022-08 --format csv
"$BEDE" query events.db --sql "SELECT kind, count(*) AS n FROM attributions GROUP BY kind" --format table
