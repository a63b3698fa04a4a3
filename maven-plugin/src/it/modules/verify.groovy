def run = evaluate(new File(functions))
def log = new File(basedir, 'build.log').readLines()
assert log.count('[INFO] OK: 2 revisions, head 2') == 1
assert log.count('[INFO] 1 -> 2 (head), Fill totals') == 1
assert log.any { it.contains('More than one module has migrations: web, billing. ' +
	'Name the one that is meant, as in \'-pl :billing\'.') }
def advice = log.find { it.startsWith('[ERROR] Missing verb.') }
assert advice == '[ERROR] Missing verb. Name one, as in ' +
	'\'mvn -pl :billing -P team headway:db -Dheadway.resolve=rebase -Dheadway.args="heads"\'.'
assert run((advice =~ /'(.+)'/)[0][1]).readLines().contains('[INFO] 2 (head)')
