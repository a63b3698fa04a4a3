# == ./mvnw -q validate
# untested: the build of maven-plugin/src/it/conflict prints it
# == [ERROR] MISSING_HEADER: M2--add_x.ddl, line 1: no 'revises' header. Add '-- revises: 1' at the top.
# untested: the build of maven-plugin/src/it/conflict prints it
# == mvn headway:heads
# untested: the build of maven-plugin/src/it/modules prints it
