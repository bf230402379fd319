echo '{"id":"a","title":"no text"}' | "$BEDE" code --from jsonl
