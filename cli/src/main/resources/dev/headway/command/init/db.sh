#!/bin/sh
# Written by 'db init': runs the 'db' commands of Headway @version@.
# Commands about files run a jar, which is compared with the SHA-256 below before it starts. It is looked for in
# ~/.headway/cli and in the local Maven repository, and fetched only for a person at a terminal, from
# HEADWAY_REPOSITORY. HEADWAY_CLI_JAR names another one, which is not compared.
# Commands about the database run the application, with Maven, in the module @module@ or --module DIR.
version=@version@
sha256=@sha256@
module=@module@

case $0 in */*) root=${0%/*} ;; *) root=. ;; esac
# As messages name this command
export HEADWAY_COMMAND="$0"

fail() {
	echo "$1" >&2
	exit 1
}

# Sets hash to the SHA-256 of a file. Without a pipe, because this runs at each call.
hash_of() {
	hash=$(sha256sum <"$1" 2>/dev/null) || hash=$(shasum -a 256 <"$1" 2>/dev/null)
	hash=${hash%% *}
}

find_jar() {
	jar=$HEADWAY_CLI_JAR
	if [ -n "$jar" ]; then
		[ -f "$jar" ] || fail "HEADWAY_CLI_JAR names no file: $jar"
		return
	fi
	target=$HOME/.headway/cli/$version/headway-cli.jar
	for place in "$target" "$HOME/.m2/repository/dev/headway/headway-cli/$version/headway-cli-$version-runnable.jar"; do
		[ -f "$place" ] || continue
		hash_of "$place"
		if [ "$hash" = "$sha256" ]; then
			jar=$place
			return
		fi
	done
	[ ! -e "$target" ] || fail "$target does not match the SHA-256 in $0. Delete it, then try again."
	repository=${HEADWAY_REPOSITORY:-@repository@}
	url=${repository%/}/dev/headway/headway-cli/$version/headway-cli-$version-runnable.jar
	if [ -n "$CI" ] || ! { [ -t 0 ] || [ -t 2 ]; }; then
		fail "headway-cli.jar $version is missing. Fetch it with: mkdir -p ~/.headway/cli/$version && curl -fsSL -o ~/.headway/cli/$version/headway-cli.jar '$url'"
	fi
	echo "Fetching $url" >&2
	mkdir -p "${target%/*}" || exit 1
	part=$target.$$
	trap 'rm -f "$part"' EXIT
	if command -v curl >/dev/null; then
		curl -fsSL -o "$part" "$url" || fail "$url was not fetched. Set HEADWAY_REPOSITORY to a repository that has it, or HEADWAY_CLI_JAR to the jar."
	else
		wget -q -O "$part" "$url" || fail "$url was not fetched. Set HEADWAY_REPOSITORY to a repository that has it, or HEADWAY_CLI_JAR to the jar."
	fi
	hash_of "$part"
	[ "$hash" = "$sha256" ] || fail "$url does not match the SHA-256 in $0, so it was deleted."
	mv "$part" "$target" || exit 1
	trap - EXIT
	jar=$target
}

find_java() {
	java=$JAVA_HOME/bin/java
	if [ -z "$JAVA_HOME" ] || [ ! -x "$java" ]; then
		java=java
		command -v java >/dev/null || fail "There is no Java 17. Set JAVA_HOME."
	fi
}

# The application exits with 0 after it has written its exit code, which Maven would replace.
application() {
	arguments=db
	for argument; do
		case $argument in
			*\"*\'* | *\'*\"*) fail "Maven cannot pass on an argument with both kinds of quotes: $argument" ;;
			*\"*) argument="'$argument'" ;;
			'' | *[!A-Za-z0-9_./:=@,+-]*) argument="\"$argument\"" ;;
		esac
		arguments="$arguments $argument"
	done
	pom=$root/pom.xml
	[ "$module" = . ] || pom=$root/$module/pom.xml
	if [ ! -f "$pom" ]; then
		[ ! -f "$root/gradlew" ] || fail "This command needs the application. Run: $root/gradlew bootRun --args='$arguments'"
		fail "This command needs the application, and there is no $pom. Add --module and the folder of its module."
	fi
	maven=$root/mvnw
	[ -x "$maven" ] || maven=$(command -v mvn) || fail "This command needs the application, and there is no Maven. Install it, or add mvnw to the project."
	HEADWAY_EXIT_CODE_FILE=$(mktemp) || exit 1
	export HEADWAY_EXIT_CODE_FILE
	"$maven" -q -f "$pom" spring-boot:run "-Dspring-boot.run.arguments=$arguments"
	code=$?
	[ ! -s "$HEADWAY_EXIT_CODE_FILE" ] || code=$(cat "$HEADWAY_EXIT_CODE_FILE")
	rm -f "$HEADWAY_EXIT_CODE_FILE"
	exit "$code"
}

verb=
previous=
located=
help=
count=$#
while [ "$count" -gt 0 ]; do
	argument=$1
	shift
	count=$((count - 1))
	case $argument in
		--module=*)
			module=${argument#*=}
			continue
			;;
		--module)
			[ "$count" -gt 0 ] || fail "Specify the folder of a module after --module."
			module=$1
			shift
			count=$((count - 1))
			continue
			;;
		--location | --location=*) located=1 ;;
		-h | --help) help=1 ;;
		-*) ;;
		*) [ -n "$verb" ] || [ "$previous" = --location ] || verb=$argument ;;
	esac
	previous=$argument
	set -- "$@" "$argument"
done

case $verb in
	current | upgrade | downgrade | stamp | wait | migrate | resolve | repair)
		[ -n "$help" ] || application "$@"
		;;
esac
find_jar
find_java
if [ -z "$located" ]; then
	case $root in .) prefix= ;; *) prefix=$root/ ;; esac
	set -- @options@ "$@"
fi
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@"
