for (command in ['init -q -b main', 'add .', '-c user.name=a -c user.email=a@example.com commit -q -m a']) {
	def process = ('git ' + command).execute(null, basedir)
	process.consumeProcessOutput(System.out, System.err)
	assert process.waitFor() == 0
}
