# == java -jar headway-cli.jar init
# untested: needs the packaged jar
# == db init --versions timestamp
# untested: needs the packaged jar
# == ./db init --pre-commit --pre-push
# untested: needs the packaged jar
