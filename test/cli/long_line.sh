head -c 100000000 /dev/zero | tr '\0' x > long.txt
"$BEDE" code --date 2024-11-21 long.txt
