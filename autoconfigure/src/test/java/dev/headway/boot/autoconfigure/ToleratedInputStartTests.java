package dev.headway.boot.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications start with missing locations and skipped files, or fail to, as they do
 * without Headway.
 */
@ExtendWith(OutputCaptureExtension.class)
class ToleratedInputStartTests {

	private MigrationFolder migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
		this.runner = HeadwayContextRunner.create(this.migrations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "headway.on-problem=block", "headway.on-problem=fail" })
	void startWhenNoLocationExistsStarts(String property) {
		this.runner.withPropertyValues(property, "spring.flyway.locations=classpath:db/none,classpath:db/neither")
			.run((context) -> {
				assertThat(context).hasSingleBean(FlywayMigrationInitializer.class);
				assertThat(context.getBean(Flyway.class).getConfiguration().getLocations())
					.extracting(Location::toString)
					.containsExactlyInAnyOrder("classpath:db/none", "classpath:db/neither");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "headway.on-problem=block", "headway.on-problem=fail" })
	void startWhenIndexedLocationsDoNotExistStarts(String property) {
		this.runner
			.withPropertyValues(property, "spring.flyway.locations[0]=classpath:db/none",
					"spring.flyway.locations[1]=classpath:db/neither")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "headway.on-problem=block", "headway.on-problem=fail" })
	void startWhenLocationOfVendorDoesNotExistStarts(String property) {
		this.runner.withPropertyValues(property, "spring.flyway.locations=classpath:db/none/{vendor}")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			%1$s/{vendor}                 | 2
			%1$s/{vendor},%1$s/common     | 3
			%1$s/common,%1$s/{vendor}     | 3
			%1$s/{vendor},%1$s/{vendor}   | 2
			%1$s/{vendor},%1$s/postgresql | 2
			%1$s/h?                       | 2
			%1$s/*                        | 3
			%1$s                          | 0
			%1$s,%1$s/{vendor}            | 0
			%1$s/{vendor},%1$s            | 0
			""")
	void startWhenVendorsHaveFoldersIsAsWithoutHeadway(String locations, int applied) throws Exception {
		for (String vendor : List.of("h2", "postgresql")) {
			new MigrationFolder(this.migrations.path().resolve(vendor)).with("V1__a.sql", "create table a (id int);")
				.with("V2__b.sql", "create table b (id int);");
		}
		new MigrationFolder(this.migrations.path().resolve("common")).with("V3__c.sql", "create table c (id int);");
		URL classPath = this.migrations.path().resolveSibling("").toUri().toURL();
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classPath }, getClass().getClassLoader())) {
			for (String root : List.of(this.migrations.location(), "classpath:migrations")) {
				for (String property : List.of("headway.enabled=false", "headway.on-problem=fail")) {
					HeadwayContextRunner.create(this.migrations)
						.withClassLoader(classLoader)
						.withPropertyValues(property, "spring.flyway.locations=" + locations.formatted(root))
						.run((context) -> assertThat((context.getStartupFailure() != null) ? 0
								: context.getBean(Flyway.class).info().applied().length)
							.as("%s, %s", root, property)
							.isEqualTo(applied));
				}
			}
		}
	}

	@Test
	void startWhenNoLocationExistsWarnsAndIsUpToDate(CapturedOutput output) {
		this.runner.withPropertyValues("spring.flyway.locations=filesystem:" + this.migrations.path())
			.run((context) -> assertThat(context.getBean(MigrationService.class).state().status())
				.isEqualTo(MigrationStatus.UP_TO_DATE));
		assertThat(output).contains("WARN",
				"The migrations of Flyway 'flyway' are applied (UP_TO_DATE), with warnings:",
				"MISSING_LOCATION: Unable to resolve location '%s'".formatted(this.migrations.location()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "headway.startup=upgrade", "headway.startup=validate" })
	void startWhenLocationMustExistFails(String property) {
		this.runner
			.withPropertyValues(property, "spring.flyway.fail-on-missing-locations=true",
					"spring.flyway.locations=classpath:db/none,classpath:db/neither")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.hasMessageContaining("Unable to resolve location"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "headway.startup=upgrade", "headway.startup=validate" })
	void startWhenFolderMustExistFails(String property) {
		this.runner.withPropertyValues(property, "spring.flyway.fail-on-missing-locations=true")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.hasMessageContaining(this.migrations.path().toString()));
	}

	@Test
	void startWhenAllLocationsMustExistAndDoStarts() {
		this.migrations.withMerge();
		this.runner.withPropertyValues("spring.flyway.fail-on-missing-locations=true")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenLocationsExistButConflictIsBlockedAsUsual() {
		this.migrations.withConflict();
		this.runner.withPropertyValues("spring.flyway.fail-on-missing-locations=true")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenFlywaySkipsAFileAppliesTheOthersAndWarns(CapturedOutput output) {
		this.migrations.withMerge().with("v5__run_by_hand.sql", "drop table users;");
		this.runner.run((context) -> assertThat(context.getBean(MigrationService.class).state().current())
			.containsExactly("4"));
		assertThat(output).contains("WARN", "INVALID_NAME: v5__run_by_hand.sql: Flyway skips this file");
	}

	@Test
	void startWhenNamesAreValidatedIsInvalid(CapturedOutput output) {
		this.migrations.withMerge().with("v5__run_by_hand.sql", "drop table users;");
		this.runner.withPropertyValues("spring.flyway.validate-migration-naming=true")
			.run((context) -> assertThat(context.getBean(MigrationService.class).state().status())
				.isEqualTo(MigrationStatus.INVALID));
		assertThat(output).contains("ERROR", "INVALID_NAME: v5__run_by_hand.sql: Flyway refuses this name");
	}

	@Test
	void startWhenNothingIsLeftOutDoesNotWarn(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("with warnings");
	}

}
