if [ -n "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME-}" ]; then
	git fetch -q origin "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
	set -- "$@" --against "refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
elif [ "$CI_COMMIT_BRANCH" != "$default" ]; then
	git fetch -q origin "+refs/heads/$default:refs/remotes/origin/$default"
	set -- "$@" --against "refs/remotes/origin/$default"
elif git merge-base --is-ancestor "$CI_COMMIT_BEFORE_SHA" HEAD 2>/dev/null; then
	set -- "$@" --against "$CI_COMMIT_BEFORE_SHA"
else
	echo "Not compared with an earlier commit: $CI_COMMIT_BRANCH was created or force-pushed."
fi
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$folder/headway-cli.jar" check --summary migrations.md "$@"
