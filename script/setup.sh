# setup.sh — sourced by the scripts beside it: installs the Debian packages that are missing, and says so.
#
#   need gcc make …      returns when all are installed; exits 3, with the one line to type, when it cannot install them

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

need() {
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
	if [ -n "$still" ]; then
		echo "They could not be installed from here. As root, type:" >&2
		echo "apt-get update && apt-get install -y --no-install-recommends ${still% }" >&2
		exit 3
	fi
	echo "Installed."
}

# How many jobs make may run.
jobs_here() {
	nproc 2> /dev/null || echo 2
}

build_packages="gcc libc6-dev make binutils libjansson-dev libutf8proc-dev libxxhash-dev libsqlite3-dev libmicrohttpd-dev
	zlib1g-dev"
test_packages="libcmocka-dev"
