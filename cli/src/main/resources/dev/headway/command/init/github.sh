jar=$RUNNER_TEMP/headway-cli.jar
summary=$RUNNER_TEMP/migrations.md
trap 'cat "$summary" >>"$GITHUB_STEP_SUMMARY" || true' EXIT
check() {
	java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" check --format github --summary "$summary" "$@"
}
if [ "$EVENT" = pull_request ]; then
	check "$@" --against "refs/remotes/origin/$TARGET"
elif [ "$EVENT" = merge_group ]; then
	check "$@" --against "$BASE"
elif [ "$BRANCH" != "$default" ]; then
	check "$@" --against "refs/remotes/origin/$default"
elif git merge-base --is-ancestor "$BEFORE" HEAD 2>/dev/null; then
	check "$@" --against "$BEFORE"
else
	echo "Not compared with an earlier commit: $BRANCH was created or force-pushed."
	check "$@"
fi
