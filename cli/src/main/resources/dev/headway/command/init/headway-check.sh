#!/bin/sh
# Written by 'db init': runs 'db check' for the Git hooks of this folder.
# It runs nothing of the work tree, only the jar below, which is compared before it starts.
version=@version@
sha256=@sha256@
central=@repository@
# As messages name the commands
export HEADWAY_COMMAND=@command@
check() {
	"$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" check "$@" @options@
}
@hook@
