def log = new File(basedir, 'build.log').readLines()
assert log.contains('[WARNING] There is no folder for filesystem:more')
assert log.contains('[ERROR] MISSING_HEADER: M2--add_x.ddl, line 1: no \'revises\' header. Add \'-- revises: 1\' at the top.')
assert log.contains('[ERROR] 1 problem')
assert log.contains('[INFO] Skipped: flyway.skip is true. To run this goal all the same, set headway.skip to false.')

// The execution has a configuration of its own, which the advice uses
def run = evaluate(new File(functions))
def script = new File(basedir, 'database/M2--add_x.ddl')
script.text = '-- revises: 1\n' + script.text
def advice = (run('mvn -q validate || true') =~ /or '(mvn headway:db@migrations .+)'/)[0][1]
assert run(advice).contains("Wrote '-- revises: 2' into M3--add_y.ddl")
