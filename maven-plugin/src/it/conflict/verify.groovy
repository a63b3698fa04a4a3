def run = evaluate(new File(functions))
def log = new File(basedir, 'build.log').readLines()
def expected = '[ERROR] MULTIPLE_HEADS: 2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), ' +
	'which both build on 1. Make them one with \'./mvnw headway:db -Dheadway.args="merge 2 3"\' or ' +
	'\'./mvnw headway:db -Dheadway.args="rebase 3 --onto 2"\'.'
assert log.count(expected) == 2
assert log.count('[ERROR] 1 problem') == 2

// The advice works as printed
new File(basedir, 'mvnw').executable = true
run((expected =~ /or '(.+)'/)[0][1])
assert run('./mvnw validate headway:history').readLines().containsAll('[INFO] OK: 3 revisions, head 3',
	'[INFO] 2 -> 3 (head), add avatars')
