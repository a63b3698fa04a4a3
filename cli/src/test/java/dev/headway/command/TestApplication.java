package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.flywaydb.core.Flyway;

import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.invocation.ModelSource;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationListener;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

/**
 * An application with migrations in the folder {@code db} and a database of its own.
 */
final class TestApplication {

	/**
	 * What the model says, as if somebody had added an attribute.
	 */
	private static final ModelSource.Changes MODEL = new ModelSource.Changes("H2", List.of("A remark."),
			List.of(new ModelSource.Suggestion("If 'users.picture' was renamed", "--rename=users.picture=avatar")),
			List.of("Detected added column 'users.avatar'"),
			List.of("alter table users add column avatar varchar(2000);"),
			List.of("alter table users drop column avatar;"));

	private final MigrationFolder folder;

	private final FlywayEngine engine;

	TestApplication(Path temporary) {
		this(new MigrationFolder(temporary.resolve("db")).withStory(), "jdbc:h2:" + temporary.resolve("h2"), "sa", "");
	}

	private TestApplication(MigrationFolder folder, String url, String user, String password) {
		this.folder = folder;
		Flyway flyway = Flyway.configure().dataSource(url, user, password).locations(folder.location()).load();
		this.engine = FlywayEngine.of(flyway, ParentRule.AUTO);
	}

	/**
	 * The same application as a user who can only select from the history.
	 */
	TestApplication asReader(Path temporary) {
		String url = "jdbc:h2:" + temporary.resolve("h2");
		TestDatabase.H2.run(new TestDatabase.Access(url, "sa", ""), """
				create user reader password 'secret';
				grant select on "flyway_schema_history" to reader;
				""");
		return new TestApplication(this.folder, url, "reader", "secret");
	}

	MigrationFolder folder() {
		return this.folder;
	}

	/**
	 * The commands without anything that shows their progress.
	 */
	TestCommands commands() {
		return new TestCommands(this.folder.path()).in((context) -> context.with(this.engine::scripts, List.of(),
				() -> FlywayMigrationService.of(this.engine, List.of())));
	}

	/**
	 * The commands with a listener that prints, and one that is called after it.
	 */
	TestCommands commands(Function<Console, ConsoleMigrationListener> printing, MigrationListener then) {
		return new TestCommands(this.folder.path()).in((context) -> {
			ConsoleMigrationListener listener = printing.apply(context.console());
			return context
				.with(this.engine::scripts, List.of(),
						() -> FlywayMigrationService.of(this.engine, List.of(listener, then)))
				.with((ModelSource) (options) -> MODEL)
				.with(listener);
		});
	}

}
