echo "Russian troops attacked Kyiv." > report.txt
"$BEDE" code --date 2024-11-21 --format table report.txt | grep -c "$(printf '\033')"
"$BEDE" code --date 2024-11-21 --format table --color always report.txt | grep -q "$(printf '\033')" && echo colored
