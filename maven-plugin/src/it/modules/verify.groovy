def log = new File(basedir, 'build.log').readLines()
assert log.count { it == '[INFO] OK: 2 revisions, head 2' } == 1
assert log.count { it == '[INFO] 1 -> 2 (head), Fill totals' } == 1
assert log.any { it.contains('3 modules have migrations: parent, web, billing. Name the one that is meant, as in \'-pl :parent\'.') }
assert log.contains('''[ERROR] Missing verb. Name one, as in 'mvn -pl :billing headway:db -Dheadway.args="heads"'.''')
