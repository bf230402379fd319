mkdir -p own/actors
{
	printf 'Ann Xample; Annie Xample\tFRA\tGOV\tPERSON\t2001\t2004-06\tmayor\n'
	printf 'Bob Xample\tFRA\tMIL\tPERSON\n'
	printf 'Cid Yqample\tDEU\tOPP\tPERSON\t2020\t\tparty leader\t\town\n'
} > own/actors/people.tsv
"$BEDE" who --lexicon own --date 2003-01-31 Xample Yqample "Annie Xample"
