package dev.headway.flyway.service;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import dev.headway.HeadwayException;
import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.revision.RevisionException;
import dev.headway.script.ParentRule;
import dev.headway.script.Revises;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the SQL preview says, without a database.
 */
class SqlPreviewTests {

	private static final String H2 = "jdbc:h2:mem:nowhere";

	private static final String POSTGRESQL = "jdbc:postgresql://nowhere/x";

	private static final String MARIADB = "jdbc:mariadb://nowhere/x";

	@SuppressWarnings("NullAway.Init")
	private MigrationFolder folder;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.folder = new MigrationFolder(path);
	}

	private MigrationService service(@Nullable String url) {
		return service(new UnreachableDataSource(url), (settings) -> {
		});
	}

	private MigrationService service(DataSource dataSource, Consumer<FluentConfiguration> settings) {
		FluentConfiguration configuration = Flyway.configure().dataSource(dataSource).locations(this.folder.location());
		settings.accept(configuration);
		return FlywayMigrationService.of(FlywayEngine.of(configuration.load(), ParentRule.AUTO), List.of());
	}

	@Test
	void upgradeFromBaseCreatesHistory() {
		this.folder.with("V1__create_users.sql", "create table users (id int);");
		assertThat(service(H2).sql("base", "1")).isEqualTo(
				"""
						-- Upgrade from base to 1 on H2. Run it with: java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script FILE

						-- schema history
						CREATE TABLE IF NOT EXISTS "flyway_schema_history" (
						    "installed_rank" INT NOT NULL,
						    "version" VARCHAR(50),
						    "description" VARCHAR(200) NOT NULL,
						    "type" VARCHAR(20) NOT NULL,
						    "script" VARCHAR(1000) NOT NULL,
						    "checksum" INT,
						    "installed_by" VARCHAR(100) NOT NULL,
						    "installed_on" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
						    "execution_time" INT NOT NULL,
						    "success" BOOLEAN NOT NULL,
						    CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank")
						) AS SELECT -1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, CURRENT_USER, CURRENT_TIMESTAMP, 0, TRUE;
						CREATE INDEX IF NOT EXISTS "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
						CREATE TABLE IF NOT EXISTS "flyway_schema_history_graph" ("version" VARCHAR(50) NOT NULL PRIMARY KEY, "parents" VARCHAR(2000) NOT NULL);

						-- 1: create users (upgrade, V1__create_users.sql)
						create table users (id int);
						INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
						SELECT GREATEST(COALESCE(MAX("installed_rank"), 0), 0) + 1, '1', 'create users', 'SQL', 'V1__create_users.sql', -2050735773, CURRENT_USER, 0, TRUE
						FROM "flyway_schema_history";
						DELETE FROM "flyway_schema_history_graph" WHERE "version" = '1';
						INSERT INTO "flyway_schema_history_graph" ("version", "parents") VALUES ('1', '');
						""");
	}

	@Test
	void upgradeWithoutADatabaseSaysWhatARebaseHasMoved() {
		this.folder.with("V1__a.sql", "select 1;").with("V2__b.sql", "-- revises: 1", "-- replaces: 1.5 -42 revises 1");
		assertThat(service(H2).sql("1", "2")).contains(
				"""

						-- V2__b.sql was version 1.5 before a rebase. Do not run it where that is applied: use 'db upgrade' there.

						-- 2: b (upgrade, V2__b.sql)
						""");
	}

	@Test
	void downgradeOnPostgresqlIsTransactionPerRevision() {
		this.folder.withStory()
			.with("U3__add_avatars.sql", "-- gone -- soon", "drop index concurrently ${flyway:table};");
		assertThat(service(POSTGRESQL).sql("head", "2").lines().skip(8)).containsExactly(
				"-- 4: merge (downgrade, U4__merge.sql)", "BEGIN;",
				"INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
						+ " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")",
				"SELECT GREATEST(COALESCE(MAX(\"installed_rank\"), 0), 0) + 1, '4', 'merge', 'DELETE',"
						+ " 'U4__merge.sql', 0, CURRENT_USER, 0, TRUE",
				"FROM \"flyway_schema_history\";",
				"DELETE FROM \"flyway_schema_history_graph\" WHERE \"version\" = '4';", "COMMIT;");
	}

	@Test
	void statementThatForbidsTransactionStandsOutsideOfIt() {
		this.folder.withStory().with("V5__index.sql", "-- revises: 4", "create index concurrently i on users (name)");
		assertThat(service(POSTGRESQL).sql("4", "5").lines().skip(8))
			.startsWith("-- 5: index (upgrade, V5__index.sql, outside of a transaction)", "-- revises: 4",
					"create index concurrently i on users (name);", "BEGIN;")
			.endsWith("COMMIT;");
	}

	@Test
	void enumValueMayStandBesideOtherStatements() {
		this.folder.with("V1__colours.sql", "create type colour as enum ('red');",
				"alter type colour add value 'blue';", "create table t (c colour);");
		assertThat(service(POSTGRESQL).sql("base", "1")).contains("add value 'blue';\ncreate table t (c colour);\n");
	}

	@Test
	void bodyOfProcedureOnMariadbHasDelimiter() {
		this.folder.with("V1__code.sql", "create procedure p() begin", "  select 1; -- //", "end");
		assertThat(service(MARIADB).sql("base", "1"))
			.startsWith(
					"-- Upgrade from base to 1 on MariaDB. Run it with: mariadb DATABASE < FILE\nSET NAMES utf8mb4;\n")
			.contains("DELIMITER ///\ncreate procedure p() begin\n  select 1; -- //\nend\n///\nDELIMITER ;\n");
	}

	@Test
	void commentOnLastLineDoesNotSwallowDelimiter() {
		this.folder.with("V1__a.sql", "create table a (id int) -- all", ";");
		assertThat(service(H2).sql("base", "1")).contains("create table a (id int) -- all\n;\n");
	}

	@Test
	void placeholdersAreReplaced() {
		this.folder.with("V1__a.sql",
				"insert into ${t} values ('${flyway:defaultSchema}', '${flyway:table}', '${flyway:filename}');");
		assertThat(service(new UnreachableDataSource(H2),
				(settings) -> settings.schemas("app").createSchemas(false).table("log").placeholders(Map.of("t", "x")))
			.sql("base", "1")).contains("SET SCHEMA \"app\";\n")
			.doesNotContain("CREATE SCHEMA")
			.contains("insert into x values ('app', 'log', 'V1__a.sql');");
	}

	@Test
	void placeholderOfDatabaseHasNoValue() {
		this.folder.with("V1__a.sql", "insert into t values ('${flyway:user}');");
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> service(H2).sql("base", "1"))
			.withMessageStartingWith("The SQL cannot be shown: ")
			.withMessageContaining("${flyway:user}")
			.withMessageContaining("V1__a.sql");
	}

	@Test
	void repeatablesFollowHeadOnly() {
		this.folder.withStory().with("R__b.sql", "select 2;").with("R__a.sql", "select 1;");
		assertThat(service(H2).sql("3", "head").lines().filter((line) -> line.startsWith("-- ")).skip(2))
			.containsExactly("-- 2: add password hashes (upgrade, V2__add_password_hashes.sql)", "-- revises: 1",
					"-- 4: merge (upgrade, V4__merge.sql)", "-- a (repeatable, R__a.sql)",
					"-- b (repeatable, R__b.sql)");
		assertThat(service(H2).sql("base", "3")).doesNotContain("repeatable");
	}

	@Test
	void sessionBeginsAsFlywayWouldBeginIt() {
		this.folder.withStory();
		assertThat(service(new UnreachableDataSource(POSTGRESQL),
				(settings) -> settings.initSql("set role owner;").schemas("a", "b"))
			.sql("base", "1")).contains("""
					SET client_encoding = 'UTF8';
					set role owner;
					CREATE SCHEMA IF NOT EXISTS "a";
					CREATE SCHEMA IF NOT EXISTS "b";
					SELECT set_config('search_path', '"a"' || ',' || current_setting('search_path'), false);
					""").contains("CREATE TABLE IF NOT EXISTS \"a\".\"flyway_schema_history\"");
	}

	@Test
	void nothingToDoIsSaid() {
		this.folder.withStory();
		assertThat(service(H2).sql("4", "head")).isEqualTo("-- Nothing to do: the database is at 4.\n");
		assertThat(service(H2).sql("heads", "heads")).isEqualTo("-- Nothing to do: the database is at 4.\n");
		assertThat(service(H2).sql("base", "base")).isEqualTo("-- Nothing to do: the database is at base.\n");
	}

	@Test
	void directionFollowsTarget() {
		this.folder.withStory();
		assertThat(service(H2).sql("2", "3")).startsWith("-- Upgrade from 2 to 2, 3 on H2.");
		assertThat(service(H2).sql("head", "2")).startsWith("-- Downgrade from 4 to 2, 3 on H2.");
		assertThat(service(H2).sql("2", "-1")).startsWith("-- Downgrade from 2 to 1 on H2.");
		assertThat(service(H2).sql("2", "base")).startsWith("-- Downgrade from 2 to base on H2.");
		assertThat(service(H2).sql("1", "2+1")).startsWith("-- Upgrade from 1 to 4 on H2.");
	}

	@Test
	void unknownRevisionIsRefused() {
		this.folder.withStory();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service(H2).sql("77", "head"))
			.withMessageContaining("77");
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service(H2).sql("1", "78"))
			.withMessageContaining("78");
	}

	@Test
	void invalidGraphIsRefused() {
		this.folder.withStory().with("V5__x.sql", "-- revises: 9");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service(H2).sql("base", "head"))
			.withMessageStartingWith("There is no SQL to show: the migrations have status INVALID.")
			.withMessageContaining("V5__x.sql");
	}

	@Test
	void missingUndoScriptIsNamed() {
		this.folder.withStory().without("U2__add_password_hashes.sql");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service(H2).sql("4", "base"))
			.withMessageStartingWith("There is no SQL to show: there is no undo script for 2");
	}

	@Test
	void targetOfFlywayIsKept() {
		this.folder.withStory();
		MigrationService service = service(new UnreachableDataSource(H2), (settings) -> settings.target("2"));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service.sql("base", "3"))
			.withMessageContaining("3 is above the target");
	}

	@Test
	void javaMigrationIsRefused() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		MigrationService service = service(new UnreachableDataSource(H2),
				(settings) -> settings.javaMigrations(new V3__In_java()));
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> service.sql("1", "3"))
			.withMessageContaining("V3__In_java is a Java migration");
		assertThat(service.sql("1", "2")).contains("password_hash");
	}

	@Test
	void copyFromStdinIsRefused() {
		this.folder.with("V1__copy.sql", "create table t (id int);", "copy t from stdin;", "1", "\\.", "select 1;");
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> service(POSTGRESQL).sql("base", "1"))
			.withMessageContaining("V1__copy.sql has COPY ... FROM STDIN in line 2");
	}

	@Test
	void otherDatabaseIsRefused() {
		this.folder.withStory();
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> service("jdbc:derby:x;user=me").sql("1", "2"))
			.withMessage("SQL preview does not support jdbc:derby. It supports H2, PostgreSQL, MariaDB.");
	}

	@Test
	void databaseWithoutUrlIsRefused() {
		this.folder.withStory();
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> service(null).sql("1", "2"))
			.withMessageContaining("Set spring.flyway.url");
	}

	@Test
	void urlIsThatOfFlywayOrOfDataSourceBehindProxies() {
		this.folder.withStory();
		DataSource proxy = new TransactionAwareDataSourceProxy(
				new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:tcp://nowhere/x"));
		assertThat(service(proxy, (settings) -> {
		}).sql("1", "2")).contains("org.h2.tools.RunScript");
		assertThat(service(proxy, (settings) -> settings.dataSource(H2, "sa", "")).sql("1", "2"))
			.contains("org.h2.tools.RunScript");
	}

	/**
	 * A data source that knows its URL, and fails whoever wants to connect.
	 */
	public static class UnreachableDataSource extends AbstractDataSource {

		private final @Nullable String url;

		UnreachableDataSource(@Nullable String url) {
			this.url = url;
		}

		public @Nullable String getUrl() {
			return this.url;
		}

		@Override
		public Connection getConnection() {
			throw new IllegalStateException("The database must not be touched");
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

	}

	/**
	 * A revision in Java.
	 */
	@Revises("1")
	public static class V3__In_java extends SqlInJava {

		V3__In_java() {
			super("3", "in java", "alter table users add avatar varchar(100)");
		}

	}

}
