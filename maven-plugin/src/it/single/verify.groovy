def log = new File(basedir, 'build.log').readLines()
assert log.count { it == '[INFO] OK: 2 revisions, head 2' } == 1
assert log.count { it == '[INFO] Skipped: headway.skip is true.' } == 1
assert !log.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }
assert log.contains('[INFO] 1 -> 2 (head), add avatars')
assert log.any { it == 'Revision:   2 (head)' || it.startsWith('Rev') }
