# == ./mvnw -q validate
# untested: TODO

# == [ERROR] MISSING_HEADER: M2--add_x.ddl, line 1: no 'revises' header. Add '-- revises: 1' at the top.
# untested: TODO

# == mvn headway:heads
# untested: TODO
