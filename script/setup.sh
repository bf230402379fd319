# setup.sh — sourced by the scripts beside it: installs the Debian packages that are missing, and says so.
#
#   need gcc make …      returns when all are installed; exits 3, with the one line to type, when it cannot install them
#   offer nodejs …       the same of what one can do without: goes on when they cannot be installed, and says so

missing_of() {
	for package in "$@"; do
		case $(dpkg-query -W -f '${Status}' "$package" 2> /dev/null) in
			"install ok installed") ;;
			*) printf '%s ' "$package" ;;
		esac
	done
}

# Without recommended packages: a bare machine gets what the build uses and no more. What apt-get prints is shown only
# if it fails.
install_as() {
	output=$("$@" apt-get -qq update 2>&1 && "$@" env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq install -y --no-install-recommends $missing 2>&1) || echo "$output" >&2
}

# Installs what it can of the given packages; `still` holds the others.
install() {
	still=
	if ! command -v dpkg-query > /dev/null; then
		echo "This is no Debian system: nothing is installed. On Debian the packages are: $*"
		return 0
	fi
	missing=$(missing_of "$@")
	[ -n "$missing" ] || return 0
	missing=${missing% }
	echo "Missing Debian packages: $missing"
	if [ "$(id -u)" -eq 0 ]; then
		echo "Installing them (root)."
		install_as env
	elif command -v sudo > /dev/null; then
		echo "Installing them (sudo)."
		install_as sudo
	fi
	still=$(missing_of $missing)
	[ -n "$still" ] || echo "Installed."
}

line_to_type() {
	echo "apt-get update && apt-get install -y --no-install-recommends ${still% }"
}

need() {
	install "$@"
	if [ -n "$still" ]; then
		echo "They could not be installed from here. As root, type:" >&2
		line_to_type >&2
		exit 3
	fi
}

offer() {
	install "$@"
	if [ -n "$still" ]; then
		echo "They could not be installed from here; what needs them is left out. As root, type:"
		line_to_type
	fi
}

# The page, for those who can build it: without it bede serve has none, and the tests in a browser are skipped.
build_page() {
	if ! command -v npm > /dev/null; then
		echo "npm is missing: bede is built without its page."
	elif ! make web > web.log 2>&1; then
		tail -n 5 web.log
		echo "The page could not be built: bede is built without it."
	fi
	rm -f web.log
}

# How many jobs make may run.
jobs_here() {
	nproc 2> /dev/null || echo 2
}

build_packages="gcc libc6-dev make binutils libjansson-dev libutf8proc-dev libxxhash-dev libsqlite3-dev libmicrohttpd-dev
	zlib1g-dev"
test_packages="libcmocka-dev"
page_packages="nodejs npm"
browser_packages="chromium-headless-shell fonts-noto-core"
