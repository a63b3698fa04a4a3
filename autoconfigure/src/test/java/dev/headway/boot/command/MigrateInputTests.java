package dev.headway.boot.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnDefault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.headway.boot.command.ModelApplication.Outcome;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@code db migrate} with models that a database may not accept.
 */
class MigrateInputTests extends AbstractDatabaseTests {

	@BeforeEach
	void createFolder() throws Exception {
		Files.createDirectories(this.folder.path());
	}

	@Test
	void migrateWhenNamesAreReservedQuotesThem() {
		Outcome created = application(Order.class).run("migrate", "-m", "create orders");
		assertThat(created.code()).as(created.toString()).isZero();
		assertThat(application(Order.class).run("upgrade").code()).isZero();
		sql("insert into \"order\" (\"id\", \"select\") values (1, 'a')").update();
		assertThat(application(Order.class).run("migrate", "--check").output()).startsWith("No changes");
		Outcome changed = application(RenamedOrder.class).run("migrate", "-m", "change orders", "--rename",
				"order.select=from", "--fill", "order.to do=1");
		assertThat(changed.code()).as(changed.toString()).isZero();
		Outcome upgraded = application(RenamedOrder.class).run("upgrade");
		assertThat(upgraded.code()).as(upgraded.toString()).isZero();
		assertThat(application(RenamedOrder.class).run("migrate", "--check").output()).startsWith("No changes");
		assertThat(sql("select \"from\" from \"order\"").query(String.class).single()).isEqualTo("a");
		assertThat(application(RenamedOrder.class).run("downgrade", "--yes").code()).isZero();
		this.folder.without("V2__change_orders.sql").without("U2__change_orders.sql");
		assertThat(application(Order.class).run("migrate", "--check").output()).startsWith("No changes");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void migrateWhenNamesNeedQuotesInAShellPrintsThemQuoted() throws Exception {
		this.folder.with("V1__create_odd.sql", "create table %s (%s bigint primary key, %s varchar(255));"
			.formatted(quoted("it's a $table"), quoted("id"), quoted("o'ld \\ name")));
		ModelApplication application = application(Odd.class);
		assertThat(application.run("upgrade").code()).isZero();
		Outcome suggested = application.run("migrate", "-m", "it's \"odd\"", "--sql");
		Outcome renamed = application.run(words(suggested.errors().replaceFirst("(?s).*, use 'db (.*)'\\.\n", "$1")));
		assertThat(renamed.errors()).as(suggested.errors())
			.contains("Detected renamed column 'it's a $table.o'ld \\ name' to 'it's a $table.$HOME x'",
					"Detected added column 'it's a $table.co$t'");
		assertThat(renamed.output()).contains("--fill 'it'\\''s a $table.co$t'=\"EXPRESSION\":");
		Outcome filled = application.run("migrate", "-m", "x", "--rename", "it's a $table.o'ld \\ name=$HOME x",
				words("--fill 'it'\\''s a $table.co$t'=\"5\"")[0], words("--fill 'it'\\''s a $table.co$t'=\"5\"")[1]);
		assertThat(filled.code()).as(filled.toString()).isZero();
		assertThat(application.run("upgrade").code()).isZero();
		assertThat(application.run("migrate", "--check").output()).startsWith("No changes");
	}

	private String quoted(String name) {
		return (this.database == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	/**
	 * The words of a command, as a shell sees them.
	 */
	private static String[] words(String command) throws Exception {
		Process shell = new ProcessBuilder("sh", "-c",
				"for word in %s; do printf '%%s\\n' \"$word\"; done".formatted(command))
			.start();
		return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toArray(String[]::new);
	}

	@Test
	void migrateWhenReservedWordIsNotQuotedNamesEntityAndStatement() {
		Outcome outcome = application(Unquoted.class).run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors())
			.startsWith("FAILED: The database does not accept the model of %s. It says: "
				.formatted(Unquoted.class.getName()))
			.contains("The statement was: create table unquoted (id bigint not null, select ");
	}

	@Test
	void migrateWhenTypeIsMissingNamesEntityStatementAndExtension() {
		Outcome outcome = application(Member.class).run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors())
			.startsWith(
					"FAILED: The database does not accept the model of %s. It says: ".formatted(Member.class.getName()))
			.containsIgnoringCase("citext")
			.contains("The statement was: create table members (id bigint not null, email citext");
		assumeThat(this.database).isEqualTo(TestDatabase.POSTGRESQL);
		assertThat(outcome.errors()).contains("type \"citext\" does not exist",
				"If an extension has this type, create it in this database first, as in \"create extension citext\".");
		sql("create extension citext").update();
		assertThat(application(Member.class).run("migrate", "--check"))
			.isEqualTo(new Outcome(5, "Detected added table 'members'\n", ""));
	}

	@Test
	void migrateWritesInTheEncodingOfFlyway() throws Exception {
		ModelApplication application = application(Size.class).with("spring.flyway.encoding", "ISO-8859-1");
		Outcome created = application.run("migrate", "-m", "create sizes");
		assertThat(created.code()).as(created.toString()).isZero();
		assertThat(Files.readString(this.folder.path().resolve("V1__create_sizes.sql"), StandardCharsets.ISO_8859_1))
			.containsIgnoringCase("höhe");
		assertThat(application.run("upgrade").code()).isZero();
		assertThat(application.run("migrate", "--check").output()).startsWith("No changes");
		sql("insert into sizes (id) values (1)").update();
		assertThat(sql("select name from sizes").query(String.class).single()).isEqualTo("groß");
		assertThat(application.run("downgrade", "--yes").code()).isZero();
	}

	@Test
	void migrateWhenEncodingDoesNotHaveACharacterWritesNothing() {
		Outcome refused = application(Size.class).with("spring.flyway.encoding", "US-ASCII")
			.run("migrate", "-m", "create sizes");
		assertThat(refused.code()).isEqualTo(1);
		assertThat(refused.errors()).startsWith(
				"FAILED: 'V1__create_sizes.sql' cannot be written in US-ASCII, which does not have all characters of \"")
			.containsIgnoringCase("höhe")
			.contains("Nothing was written.");
		assertThat(this.folder.path()).isEmptyDirectory();
	}

	@Test
	void migrateWhenUserMayNotCreateSchemasNamesTheGrant() {
		String user = "limited" + UUID.randomUUID().toString().substring(0, 8);
		List<String> statements = switch (this.database) {
			case H2 -> List.of("create user \"%s\" password 'limited'".formatted(user),
					"grant all on schema public to \"%s\"".formatted(user));
			case POSTGRESQL -> List.of("create role %s login password 'limited'".formatted(user),
					"grant all on schema public to %s".formatted(user));
			case MARIADB ->
				List.of("create user %s@'%%' identified by 'limited'".formatted(user), "grant all on %s.* to %s@'%%'"
					.formatted(sql("select database()").query(String.class).single(), user));
		};
		statements.forEach((statement) -> sql(statement).update());
		ModelApplication limited = application(Order.class)
			.with("spring.datasource.url", this.access.url().replaceFirst(";.*", ""))
			.with("spring.datasource.username", user)
			.with("spring.datasource.password", "limited");
		Outcome refused = limited.run("migrate", "--check");
		assertThat(refused.code()).isEqualTo(1);
		assertThat(refused.errors()).startsWithIgnoringCase("FAILED: The user " + user)
			.contains(" may not create a temporary schema. Allow it with \"",
					"or set headway.migrate.scratch.url, username and password", "The database says: ");
		sql(refused.errors().replaceFirst("(?s).*Allow it with \"(.*)\", or.*", "$1").replace('`', '"')).update();
		assertThat(limited.run("migrate", "--check")).isEqualTo(new Outcome(5, "Detected added table 'order'\n", ""));
	}

	private ModelApplication application(Class<?>... entities) {
		return new ModelApplication(this.access, this.folder, entities);
	}

	@Entity(name = "Order")
	@Table(name = "`order`", indexes = @Index(columnList = "`select`"))
	@SuppressWarnings("unused")
	static class Order {

		@Id
		@Column(name = "`id`")
		private Long id;

		@Column(name = "\"select\"", nullable = false)
		private String name;

		@ManyToOne
		private Order group;

	}

	@Entity(name = "RenamedOrder")
	@Table(name = "`order`", indexes = @Index(columnList = "`from`"))
	@SuppressWarnings("unused")
	static class RenamedOrder {

		@Id
		@Column(name = "`id`")
		private Long id;

		@Column(name = "\"from\"", nullable = false)
		private String name;

		@Column(name = "`to do`", nullable = false)
		private int toDo;

		@ManyToOne
		private RenamedOrder group;

	}

	@Entity(name = "Size")
	@Table(name = "sizes")
	@SuppressWarnings("unused")
	static class Size {

		@Id
		private Long id;

		@ColumnDefault("'groß'")
		private String name;

		@Column(name = "höhe", comment = "die Höhe")
		private Integer height;

	}

	@Entity(name = "Odd")
	@Table(name = "`it's a $table`")
	@SuppressWarnings("unused")
	static class Odd {

		@Id
		@Column(name = "`id`")
		private Long id;

		@Column(name = "`$HOME x`")
		private String name;

		@Column(name = "`co$t`", nullable = false)
		private int cost;

	}

	@Entity(name = "Unquoted")
	@Table(name = "unquoted")
	@SuppressWarnings("unused")
	static class Unquoted {

		@Id
		private Long id;

		@Column(name = "select")
		private String name;

	}

	@Entity(name = "Member")
	@Table(name = "members")
	@SuppressWarnings("unused")
	static class Member {

		@Id
		private Long id;

		@Column(columnDefinition = "citext")
		private String email;

	}

}
