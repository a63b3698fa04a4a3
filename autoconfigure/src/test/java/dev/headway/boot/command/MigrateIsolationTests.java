package dev.headway.boot.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.boot.command.ModelApplication.Outcome;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that {@code db migrate} changes nothing else, also if the model names schemas.
 */
class MigrateIsolationTests extends AbstractDatabaseTests {

	private String other = "";

	@BeforeEach
	void createOtherSchema() throws Exception {
		Files.createDirectories(this.folder.path());
		this.other = (this.database == TestDatabase.MARIADB)
				? sql("select database()").query(String.class).single() + "_x"
				: (this.database == TestDatabase.H2) ? "OTHER" : "other";
		for (String sql : List.of("create schema " + this.other,
				"create table %s.users (id bigint primary key, other int)".formatted(this.other))) {
			sql(sql).update();
		}
	}

	@Test
	void migrateWhenDefaultSchemaIsSetComparesThatSchema() {
		String before = everything();
		Outcome outcome = application(User.class).with("spring.jpa.properties.hibernate.default_" + kind(), this.other)
			.with("spring.flyway.default-schema", this.other)
			.run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(5);
		assertThat(outcome.output()).contains("Detected removed column 'users.other'");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateWhenDefaultSchemaIsNotThatOfFlywayIsRefused() {
		String before = everything();
		Outcome outcome = application(User.class).with("spring.jpa.properties.hibernate.default_" + kind(), this.other)
			.run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).contains("spring.flyway.default-schema=" + this.other);
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateWhenSettingsWouldChangeTheDatabaseDoesNot() {
		String before = everything();
		Outcome outcome = application(User.class).with("spring.jpa.hibernate.ddl-auto", "update")
			.with("spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "drop-and-create")
			.with("spring.jpa.properties.jakarta.persistence.create-database-schemas", "true")
			.with("spring.jpa.properties.jakarta.persistence.sql-load-script-source", "db/model/import.sql")
			.with("spring.jpa.properties.hibernate.hbm2ddl.import_files", "db/model/import.sql")
			.run("migrate", "--check");
		assertThat(outcome.output()).contains("Detected added table 'users'");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateWhenModelNamesSchemasIsRefused() {
		String before = everything();
		String errors = application(Everywhere.class).run("migrate", "--check").errors();
		if (this.database != TestDatabase.MARIADB) {
			assertThat(errors).contains("The persistence unit 'default' maps",
					"the table away.everywhere of " + Everywhere.class.getName(), "the table away.everywhere_friends",
					"the table away.everywhere_names", "the table away.second", "the sequence away.everywhere_seq");
		}
		assertThat(application(InCatalog.class).run("migrate", "--check").errors())
			.contains("the table away.catalogs of");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateWhenMappingFileNamesADefaultSchemaIsRefused() {
		String before = everything();
		assertThat(application(User.class).with("spring.jpa.mapping-resources", "db/model/away-orm.xml")
			.run("migrate", "--check")
			.errors()).contains("away.");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateFromScriptsChangesNothing() throws Exception {
		String concurrently = (this.database == TestDatabase.POSTGRESQL) ? "concurrently" : "";
		this.folder
			.with("V1__create_users.sql",
					"create table ${flyway:defaultSchema}.users (id bigint primary key, other int);",
					"create table ${name} (id bigint primary key);")
			.with("V2__index.sql", "create index %s users_other on users (other);".formatted(concurrently))
			.with("V3__drop.sql", "drop table if exists olds;", "alter table users drop column other;",
					"alter table users add column name varchar(255);")
			.with("R__names.sql", "create view names as select name from users;")
			.with("beforeMigrate.sql", "create table forbidden (id int);");
		sql("create table olds (id int)").update();
		sql("create table users (id int)").update();
		String before = everything();
		Function<ModelApplication, ModelApplication> configured = (application) -> application
			.with("spring.flyway.placeholders.name", "posts");
		ModelApplication application = configured.apply(application(User.class));
		assertThat(application.run("migrate", "-m", "add nothing", "--from-scripts"))
			.isEqualTo(new Outcome(0, "No changes: the migrations make what the model says.\n", ""));
		assertThat(application.run("migrate", "--check").code()).isEqualTo(5);
		assertThat(
				configured.apply(application(User.class, Everything.class)).run("migrate", "--check", "--from-scripts"))
			.isEqualTo(new Outcome(5, "Detected added table 'everything'\n",
					"If the table 'posts' was renamed, use 'db migrate --check --from-scripts --rename-table=posts=everything'.\n"));
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateFromScriptsWhenTheyNameAnotherSchemaIsRefused() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key);")
			.with("V2__add_other.sql", "-- the other ones",
					"insert into %s.users (id) values (1);".formatted(this.other));
		String before = everything();
		Outcome outcome = application(User.class).run("migrate", "-m", "add nothing", "--from-scripts");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).startsWith("FAILED: The migrations cannot run in a temporary schema")
			.contains("V2__add_other.sql", "'%s.' concerns more".formatted(this.other), "leave --from-scripts out");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateWhenAnotherOneRunsDoesTheSame() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key);");
		String before = everything();
		ModelApplication application = application(User.class);
		List<CompletableFuture<Outcome>> runs = IntStream.range(0, 2)
			.mapToObj((number) -> Background.call(() -> application.run("migrate", "--check", "--from-scripts")))
			.toList();
		assertThat(runs).extracting(CompletableFuture::join)
			.containsOnly(new Outcome(5, "Detected added column 'users.name'\n", ""));
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void migrateRemovesWhatAKilledRunHasLeft(@TempDir Path path) throws Exception {
		TestDatabase.Access database = (this.database == TestDatabase.H2)
				? new TestDatabase.Access("jdbc:h2:file:%s;WRITE_DELAY=0".formatted(path.resolve("data")), "sa", "")
				: this.access;
		String left = ScratchHolder.kill(database);
		JdbcClient client = JdbcClient
			.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));
		String schemas = "select schema_name from information_schema.schemata where lower(schema_name) like 'headway%'";
		assertThat(client.sql(schemas).query(String.class).list()).contains(left);
		Awaitility.await().untilAsserted(() -> {
			assertThat(new ModelApplication(database, this.folder, User.class).run("migrate", "--check").code())
				.isEqualTo(5);
			assertThat(client.sql(schemas).query(String.class).list()).doesNotContain(left);
		});
	}

	@Test
	void migrateWhenTheOtherDatabaseIsOfAnotherKindIsRefused() {
		TestDatabase.Access h2 = TestDatabase.H2.create();
		assumeThat(this.database).isNotEqualTo(TestDatabase.H2);
		Outcome outcome = application(User.class).with("headway.migrate.scratch.url", h2.url())
			.with("headway.migrate.scratch.username", h2.username())
			.run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors())
			.startsWith("FAILED: The database of headway.migrate.scratch.url is H2 2, but that of the migrations is ")
			.contains((this.database == TestDatabase.MARIADB) ? "MariaDB 10 with the collation utf8mb4_"
					: "PostgreSQL 15.");
	}

	private String kind() {
		return (this.database == TestDatabase.MARIADB) ? "catalog" : "schema";
	}

	/**
	 * All schemas that are not the database's own.
	 */
	private String everything() {
		String[] schemas = sql("""
				select schema_name from information_schema.schemata where lower(schema_name) not in
				('information_schema', 'pg_catalog', 'pg_toast', 'mysql', 'performance_schema', 'sys') order by 1""")
			.query(String.class)
			.list()
			.toArray(String[]::new);
		return List.of(schemas) + "\n" + SchemaSnapshot.of(this.pool, SnapshotScope.ofSchemas(schemas));
	}

	private ModelApplication application(Class<?>... entities) {
		return new ModelApplication(this.access, this.folder, entities);
	}

	@Entity(name = "User")
	@Table(name = "users")
	@SuppressWarnings("unused")
	static class User {

		@Id
		private Long id;

		private String name;

	}

	@Entity(name = "Everything")
	@Table(name = "everything")
	static class Everything {

		@Id
		private Long id;

	}

	@Entity(name = "Everywhere")
	@Table(name = "everywhere", schema = "away")
	@SecondaryTable(name = "second", schema = "away")
	@SuppressWarnings("unused")
	static class Everywhere {

		@Id
		@GeneratedValue(generator = "everywhere_seq")
		@SequenceGenerator(name = "everywhere_seq", sequenceName = "everywhere_seq", schema = "away")
		private Long id;

		@ManyToMany
		@JoinTable(name = "everywhere_friends", schema = "away")
		private List<Everywhere> friends;

		@ElementCollection
		@CollectionTable(name = "everywhere_names", schema = "away")
		private List<String> names;

	}

	@Entity(name = "InCatalog")
	@Table(name = "catalogs", catalog = "away")
	static class InCatalog {

		@Id
		@GeneratedValue(generator = "catalogs_ids")
		@TableGenerator(name = "catalogs_ids", table = "catalogs_ids", catalog = "away")
		private Long id;

	}

}
