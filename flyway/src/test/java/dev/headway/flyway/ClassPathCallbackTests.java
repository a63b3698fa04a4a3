package dev.headway.flyway;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.flyway.AbstractDatabaseTests;
import dev.headway.testing.flyway.ClassPathCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callbacks that Flyway finds on the class path whenever an instance is loaded.
 */
class ClassPathCallbackTests extends AbstractDatabaseTests {

	@SuppressWarnings("NullAway.Init")
	private ClassPathCallback callback;

	@SuppressWarnings("NullAway.Init")
	private Flyway flyway;

	@BeforeEach
	void load(@TempDir Path classes) {
		this.folder.withMerge().with("R__view.sql", "create view v as select 1 as one;");
		this.callback = ClassPathCallback.compile(classes);
		this.flyway = Flyway.configure(this.callback.loader())
			.dataSource(newPool(3))
			.locations(this.folder.location())
			.load();
		MigrationGuard.addTo(this.flyway, EngineSettings.of(ParentRule.AUTO));
	}

	@AfterEach
	void close() {
		this.callback.close();
	}

	private FlywayEngine engine(Runner runner) {
		return FlywayEngine.of(this.flyway, EngineSettings.of(ParentRule.AUTO).with(runner));
	}

	/**
	 * Return the events that the only instance was called for which Flyway has.
	 */
	private List<String> events() {
		List<String> instances = Arrays.stream(this.flyway.getConfiguration().getCallbacks())
			.map(String::valueOf)
			.filter((text) -> text.startsWith("callback "))
			.toList();
		assertThat(instances).hasSize(1);
		String prefix = instances.get(0) + " ";
		List<String> events = this.callback.events();
		assertThat(events).allMatch((event) -> event.startsWith(prefix));
		return events.stream().map((event) -> event.substring(prefix.length())).toList();
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeFollowsTheGraphAndInvokesTheInstanceThatFlywayHas(Runner runner) {
		assertThat(FlywayMigrationService.of(engine(runner), List.of()).upgrade().applied()).hasSize(4);
		assertThat(events()).contains("afterMigrate").filteredOn("beforeEachMigrate"::equals).hasSize(5);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeInAnotherSchemaInvokesNone(Runner runner) {
		String schema = switch (this.database) {
			case H2 -> "PUBLIC";
			case POSTGRESQL -> "public";
			case MARIADB -> sql("select database()").query(String.class).single();
		};
		FlywayEngine engine = engine(runner).in(this.pool, schema);
		assertThat(FlywayMigrationService.of(engine, List.of()).upgrade().applied()).hasSize(4);
		assertThat(events()).isEmpty();
	}

	@Test
	void repairInvokesTheInstanceThatFlywayHas() {
		engine(Runner.HEADWAY).repair();
		assertThat(events()).contains("beforeRepair");
	}

	@Test
	void previewInvokesNone() {
		assertThat(FlywayMigrationService.of(engine(Runner.HEADWAY), List.of()).sql(null, "heads"))
			.contains("R__view.sql");
		assertThat(events()).isEmpty();
	}

}
