strict=0
if [ "$1" = --strict ]; then
	strict=1
	shift
fi

skip() {
	echo "Headway did not check the migrations: $1" >&2
	exit $strict
}

# Sets hash to the SHA-256 of a file. Without a pipe, because this runs at each call.
hash_of() {
	hash=$(sha256sum <"$1" 2>/dev/null) || hash=$(shasum -a 256 <"$1" 2>/dev/null)
	hash=${hash%% *}
}

# No program in a folder that is relative to the work tree
absolute=
set -f
IFS=:
for folder in $PATH; do
	case $folder in /*) absolute=$absolute:$folder ;; esac
done
unset IFS
set +f
PATH=${absolute#:}
export PATH

jar=$HEADWAY_CLI_JAR
if [ -n "$jar" ]; then
	case $jar in /* | [A-Za-z]:*) ;; *) skip "HEADWAY_CLI_JAR is not an absolute path." ;; esac
	[ -f "$jar" ] || skip "HEADWAY_CLI_JAR names no file."
else
	other=
	for place in "$HOME/.headway/cli/$version/headway-cli.jar" \
		"$HOME/.m2/repository/dev/headway/headway-cli/$version/headway-cli-$version-runnable.jar"; do
		[ -f "$place" ] || continue
		hash_of "$place"
		if [ "$hash" = "$sha256" ]; then
			jar=$place
			break
		fi
		other=$place
	done
	repository=${HEADWAY_REPOSITORY:-$central}
	fetch="mkdir -p ~/.headway/cli/$version && curl -fsSL -o ~/.headway/cli/$version/headway-cli.jar ${repository%/}/dev/headway/headway-cli/$version/headway-cli-$version-runnable.jar"
	[ -n "$jar$other" ] || skip "headway-cli.jar $version is missing. Fetch it with: $fetch"
	[ -n "$jar" ] || skip "$other is not the jar that this hook was written for. Fetch that with: $fetch"
fi

java=$JAVA_HOME/bin/java
case $java in /?*/bin/java | [A-Za-z]:*) ;; *) java= ;; esac
[ -x "$java" ] || java=$(command -v java) || skip "there is no Java 17. Set JAVA_HOME."

run_check() {
	output=$(check "$@" 2>&1 </dev/null)
	code=$?
	case $output in *UnsupportedClassVersionError*) skip "$java is older than Java 17. Set JAVA_HOME." ;; esac
	[ -z "$output" ] || printf '%s\n' "$output" >&2
	case $code in
		0) ;;
		3 | 4) exit 1 ;;
		*) skip "the check ended with exit code $code." ;;
	esac
}

if [ "$1" != pre-push ]; then
	run_check --staged
	exit 0
fi

target=
for remote in "$2" origin; do
	if git rev-parse --quiet --verify "refs/remotes/$remote/HEAD^{commit}" >/dev/null; then
		target=refs/remotes/$remote/HEAD
		break
	fi
done
while read -r local commit branch rest; do
	case $branch in refs/heads/*) ;; *) continue ;; esac
	case $commit in *[!0]*) ;; *) continue ;; esac
	run_check --commit "$commit" ${target:+--against "$target"}
done
exit 0
