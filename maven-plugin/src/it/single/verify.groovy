def log = new File(basedir, 'build.log').readLines()
assert log.count('[INFO] OK: 2 revisions, head 2') == 1
assert log.count('[INFO] Skipped: headway.skip is true.') == 1
assert log.count { it ==~ /\[INFO] --- headway:.*:check .*/ } == 3
assert !log.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }
assert log.contains('[INFO] 2 (head)')
assert log.contains('[INFO] 1 -> 2 (head), add avatars')
assert log.contains('Path: src/main/resources/db/migration/V2__add_avatars.sql')
