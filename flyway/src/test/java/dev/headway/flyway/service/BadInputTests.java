package dev.headway.flyway.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.Revises;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that make no graph: nothing is applied, and the answer names the file and
 * what to write. And odd ones that do.
 */
class BadInputTests extends AbstractServiceTests {

	static Stream<Arguments> bad() {
		return Stream.of(
				bad("an unknown parent", (folder) -> folder.with("V3__c.sql", "-- revises: 7"), "V3__c.sql, line 1",
						"revises 7", "-- revises: 2"),
				bad("itself", (folder) -> folder.with("V3__c.sql", "-- revises: 3"), "V3__c.sql, line 1",
						"revises itself", "-- revises: 2"),
				bad("a cycle", (folder) -> folder.with("V3__c.sql", "-- revises: 4").with("V4__d.sql", "-- revises: 3"),
						"V3__c.sql, line 1", "closes the cycle 3, 4", "-- revises: 2"),
				bad("a parent above its child",
						(folder) -> folder.with("V3__c.sql", "-- revises: 4").with("V4__d.sql", "-- revises: 2"),
						"V3__c.sql, line 1", "4"),
				bad("a malformed header", (folder) -> folder.with("V3__c.sql", "-- revises: two!"), "V3__c.sql, line 1",
						"two!", "-- revises: <version>"),
				bad("an empty header", (folder) -> folder.with("V3__c.sql", "-- revises:"), "V3__c.sql, line 1",
						"-- revises: <version>"),
				bad("two headers", (folder) -> folder.with("V3__c.sql", "-- revises: 2", "-- revises: 1"),
						"V3__c.sql, line 2"),
				bad("another encoding",
						(folder) -> folder.with("V3__c.sql", StandardCharsets.ISO_8859_1, "-- revises: 2", "-- größer"),
						"V3__c.sql", "UTF-8"),
				bad("a dangling link", BadInputTests::dangle, "V3__c.sql", "cannot be read"));
	}

	private static Arguments bad(String what, Consumer<MigrationFolder> writer, String... words) {
		return Arguments.argumentSet(what, writer, words);
	}

	private static void dangle(MigrationFolder folder) {
		try {
			Files.createSymbolicLink(folder.path().resolve("V3__c.sql"), folder.path().resolve("none"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("bad")
	void upgradeWhenInputIsBadAppliesNothing(Consumer<MigrationFolder> writer, String... words) {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "-- revises: 1");
		writer.accept(this.folder);
		assertThatUpgradeIsRefused(MigrationStatus.INVALID, words);
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenInvalidLeavesWhatIsAppliedAsItIs() {
		this.folder.withMerge();
		service().upgrade();
		List<String> rows = historyRows();
		this.folder.with("V5__e.sql", "-- revises: 4").with("V6__f.sql", "-- revises: 99");
		assertThatUpgradeIsRefused(MigrationStatus.INVALID, "V6__f.sql, line 1", "revises 99");
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(service().state().pending()).containsExactly("5", "6");
	}

	@Test
	void upgradeWhenAppliedScriptHasAnotherEncodingReportsOnlyThat() {
		this.folder.with("V1__a.sql", "-- größer");
		service().upgrade();
		this.folder.with("V1__a.sql", StandardCharsets.ISO_8859_1, "-- größer");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.INVALID);
		assertThat(service().state().problems()).extracting(MigrationProblem::code).containsExactly("WRONG_ENCODING");
	}

	@Test
	void upgradeWhenSeveralThingsAreWrongNamesAll() {
		this.folder.with("V1__a.sql", "-- revises: 9").with("V2__b.sql", "-- revises: 8").with("v3__c.sql");
		assertThatUpgradeIsRefused(MigrationStatus.INVALID, "V1__a.sql", "V2__b.sql", "v3__c.sql");
	}

	@Test
	void upgradeWhenLocationIsMissingIsRefusedIfTheUserSaysSo() {
		this.folder.withMerge();
		String[] locations = { this.folder.location(), "filesystem:/none/such" };
		MigrationService strict = service((settings) -> settings.locations(locations).failOnMissingLocations(true));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(strict::upgrade)
			.withMessageContaining("Unable to resolve location 'filesystem:/none/such'");
		assertThat(tables()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "V3_c.sql", "v3__c.sql", "data.sql" })
	void upgradeWhenNamesAreValidatedRefusesThoseThatFlywayRefuses(String name) {
		this.folder.withMerge().with(name, "select 1;");
		MigrationService strict = service((settings) -> settings.validateMigrationNaming(true));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(strict::upgrade)
			.satisfies((ex) -> assertThat(ex.state().status()).isEqualTo(MigrationStatus.INVALID))
			.withMessageContaining(name)
			.withMessageContaining("spring.flyway.validate-migration-naming");
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> flyway((settings) -> settings.validateMigrationNaming(true)).migrate())
			.withMessageContaining(name);
	}

	@Test
	void upgradeWhenJavaMigrationNamesNoParentNamesTheClass() {
		this.folder.withMerge();
		MigrationService service = service((settings) -> settings.javaMigrations(new Orphan()));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade)
			.withMessageContaining(Orphan.class.getName())
			.withMessageContaining("@Revises");
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenScriptsHoldNothingToRunAppliesThem() {
		this.folder.with("V1__empty.sql")
			.with("V2__comment.sql", "-- revises: 1", "/* Nothing. */")
			.with("V3__bom.sql", "\uFEFF-- revises: 2\r", "create table c (id int);\r");
		assertThat(service().upgrade().applied()).containsExactly("1", "2", "3");
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenScriptIsOfTenMegabytesAppliesIt() {
		String statement = "delete from a where name = '" + "x".repeat(1_000_000) + "';\n";
		this.folder.with("V1__a.sql", "create table a (name varchar(9));")
			.with("V2__large.sql", "-- revises: 1", statement.repeat(10));
		assertThat(service().upgrade().applied()).containsExactly("1", "2");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Revises("77")
	static final class Orphan extends SqlInJava {

		Orphan() {
			super("78", "orphan", "select 1");
		}

	}

}
