// Runs a command in a shell in the folder of the project, and returns what it prints
return { String command ->
	println command
	def builder = new ProcessBuilder('sh', '-c', command).directory(basedir).redirectErrorStream(true)
	builder.environment().putAll(MAVEN_ARGS: mavenArguments, GIT_CEILING_DIRECTORIES: basedir.parent,
		PATH: "${System.getProperty('maven.home')}/bin${File.pathSeparator}${System.getenv('PATH')}".toString())
	def process = builder.start()
	def output = process.inputStream.text
	println output
	assert process.waitFor() == 0
	return output
}
