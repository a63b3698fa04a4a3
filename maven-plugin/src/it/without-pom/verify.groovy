def run = evaluate(new File(functions))
def log = new File(basedir, 'build.log').readLines()
assert new File(basedir, 'src/main/resources/db/migration/V2__add_avatars.sql').readLines()[0] == '-- revises: 1'
def advice = log.find { it.startsWith('[ERROR] FAILED: No revision or branch label \'9\'.') }
assert run((advice =~ /'(mvn dev\.headway:.+)'/)[0][1]).readLines().contains('[INFO] 1 -> 2 (head), add avatars')
