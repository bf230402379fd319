printf 'Russian troops attacked Kyiv.\r\n\r\nChina sanctioned Taiwan.\r\n' > crlf.txt
"$BEDE" code --date 2024-11-21 --format tsv crlf.txt | cut -f 7,14
