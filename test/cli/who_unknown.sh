"$BEDE" who Hammas Zzyzzyx "prime minister" Hamas | sed 1q
"$BEDE" who Hammas Zzyzzyx "prime minister"
