echo 'Russian troops attacked Kyiv.' > secret.txt
chmod 000 secret.txt
if [ -r secret.txt ]; then
	echo "root may read every file"
	exit 77
fi
"$BEDE" code --date 2024-11-21 secret.txt
