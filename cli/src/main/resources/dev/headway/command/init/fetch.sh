jar=$folder/headway-cli.jar
repository=${HEADWAY_REPOSITORY:-@repository@}
curl -fsSL --retry 3 -o "$jar" "${repository%/}/dev/headway/headway-cli/$version/headway-cli-$version-runnable.jar"
printf '%s  %s\n' "$sha256" "$jar" | sha256sum -c -
