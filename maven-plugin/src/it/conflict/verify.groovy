def log = new File(basedir, 'build.log').readLines()
def finding = log.findAll { it.startsWith('[ERROR] MULTIPLE_HEADS: ') }
assert finding.size() == 2
assert finding[0] == finding[1]

// The advice works as printed
def command = (finding[0] =~ /'(\.\/mvnw headway:db -Dheadway\.args="rebase [^"]+")'/)[0][1]
new File(basedir, 'mvnw').executable = true
run(command)
run('./mvnw -q validate')

def run(String command) {
	println command
	def process = new ProcessBuilder('sh', '-c', command).directory(basedir).redirectErrorStream(true)
	process.environment().putAll([MAVEN_ARGS: "-o -Dmaven.repo.local=$localRepositoryPath", GIT_CEILING_DIRECTORIES: basedir.parent,
		PATH: System.getProperty('maven.home') + '/bin' + File.pathSeparator + System.getenv('PATH')])
	def started = process.start()
	println started.inputStream.text
	assert started.waitFor() == 0
}
