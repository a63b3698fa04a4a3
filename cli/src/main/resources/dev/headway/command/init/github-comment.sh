# Keeps one comment on a pull request up to date: the Markdown of 'db check' in FILE. If that is empty, or RESULT is
# 'success', there is none. It needs curl, jq and a token that may write pull requests, and never fails a job.
# Environment: GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, PULL_REQUEST (the number), FILE, RESULT.
set +e
marker='<!-- headway: db check -->'
issues="$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"

stop() {
  echo "$1"
  exit 0
}

# Calls METHOD URL [FILE], and leaves the answer in a file. The token is no argument, which other processes could see.
call() {
  status=$(printf 'header = "Authorization: Bearer %s"\n' "$GITHUB_TOKEN" |
    curl --config - --silent --max-time 30 --request "$1" --header 'Accept: application/vnd.github+json' \
      --header 'X-GitHub-Api-Version: 2022-11-28' ${3:+--data-binary "@$3"} \
      --output "$work/answer" --write-out '%{http_code}' "$2")
  case $status in
    2??) ;;
    403 | 404) stop "The comment was not updated: GitHub answered $status. The job needs 'pull-requests: write'." ;;
    000) stop "The comment was not updated: GitHub did not answer." ;;
    *) stop "The comment was not updated: GitHub answered $status." ;;
  esac
}

for tool in curl jq; do
  command -v "$tool" > /dev/null || stop "The comment was not updated: $tool is missing."
done
case $PULL_REQUEST in
  '' | *[!0-9]*) stop "The comment was not updated: PULL_REQUEST is not a number." ;;
esac
work=$(mktemp -d) || stop "The comment was not updated: there is no temporary folder."
trap 'rm -rf "$work"' EXIT

page=1
while [ "$page" -le 30 ]; do
  call GET "$issues/$PULL_REQUEST/comments?per_page=100&page=$page"
  jq -r --arg marker "$marker" '.[]
    | select(.user.login == "github-actions[bot]" and (.body // "" | startswith($marker))) | .id' \
    "$work/answer" >> "$work/ids" 2> /dev/null ||
    stop "The comment was not updated: GitHub's answer is not a list of comments."
  [ "$(jq length "$work/answer")" = 100 ] || break
  page=$((page + 1))
done

kept=
if [ "$RESULT" != success ] && [ -f "$FILE" ] && [ ! -L "$FILE" ] && [ -s "$FILE" ]; then
  head -c 300000 "$FILE" | tr -d '\000' |
    jq -Rs --arg marker "$marker" '{ body: ($marker + "\n" + .)[:65000] }' > "$work/comment" 2> /dev/null ||
    stop "The comment was not updated: FILE cannot be read."
  kept=$(head -n 1 "$work/ids")
  if [ -n "$kept" ]; then
    call PATCH "$issues/comments/$kept" "$work/comment"
    echo "The comment was updated."
  else
    call POST "$issues/$PULL_REQUEST/comments" "$work/comment"
    echo "The comment was created."
  fi
fi
while read -r id; do
  if [ "$id" != "$kept" ]; then
    call DELETE "$issues/comments/$id"
    echo "A comment was removed."
  fi
done < "$work/ids"
exit 0
