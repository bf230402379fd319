echo '{"id":"a","date":"2024-13-40","text":"Russian troops attacked Kyiv."}' | "$BEDE" code --from jsonl
