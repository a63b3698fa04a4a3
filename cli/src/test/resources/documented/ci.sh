# == ./db check
# printed by: RunnableJarIT
# == ./db heads < /dev/null 2>&1 | cat
# printed by: WrapperTests
# == ./db init --pre-commit --pre-push
# untested: shows no output
# == ./db init --github
# printed by: PipelineTests
