package dev.headway.flyway.internals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OfflineParser} and the {@link ParsedScript}s that it returns.
 */
class OfflineParserTests {

	private static final String H2 = "jdbc:h2:mem:offline";

	private MigrationFolder folder;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.folder = new MigrationFolder(path.resolve("migrations"));
	}

	private FluentConfiguration configuration() {
		return Flyway.configure().locations(this.folder.location()).placeholders(Map.of("role", "reader"));
	}

	private Optional<OfflineParser> find(String url) {
		FluentConfiguration configuration = configuration();
		return OfflineParser.find(configuration, new FlywayScan(configuration).resources(), url,
				Set.of("H2", "PostgreSQL", "MariaDB")::contains);
	}

	private LoadableResource resource(String name) {
		return new FlywayScan(configuration()).resources().getResource(name);
	}

	private ParsedScript parse(String url, String... lines) {
		this.folder.with("V1__a.sql", lines);
		return find(url).orElseThrow().parse(resource("V1__a.sql"));
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:h2:mem:a, H2", "jdbc:postgresql://db/a, PostgreSQL", "jdbc:mariadb://db/a, MariaDB" })
	void findWhenUrlIsKnownFindsTheDatabaseType(String url, String type) {
		this.folder.with("V1__a.sql", "select 1;");
		assertThat(find(url)).map(OfflineParser::databaseType).contains(type);
	}

	@Test
	void findWhenDatabaseTypeIsUnknownIsEmpty() {
		this.folder.with("V1__a.sql", "select 1;");
		assertThat(find("jdbc:mysql://db/a")).isEmpty();
		assertThat(find("jdbc:nothing:a")).isEmpty();
	}

	@Test
	void parseReplacesPlaceholdersAndKeepsLines() {
		ParsedScript script = parse(H2, "-- who may read", "create role ${role};", "",
				"create table ${flyway:table}_x (id int);");
		assertThat(script.statements()).extracting(ParsedScript.Statement::line).containsExactly(2, 4);
		assertThat(script.statements().get(0).sql()).endsWith("create role reader");
		assertThat(script.statements().get(1).sql()).isEqualTo("create table flyway_schema_history_x (id int)");
		assertThat(script.statements()).noneMatch(ParsedScript.Statement::readsData);
		assertThat(script.transactional()).isTrue();
	}

	@Test
	void parseWhenPlaceholderHasNoValueFails() {
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> parse(H2, "create role ${nobody};"))
			.withMessageContaining("nobody");
	}

	@Test
	void parseWhenStatementForbidsTransactionIsNotTransactional() {
		assertThat(parse("jdbc:postgresql://db/a", "vacuum users;").transactional()).isFalse();
	}

	@Test
	void parseWhenScriptConfigurationForbidsTransactionIsNotTransactional() {
		this.folder.with("V1__a.sql.conf", "executeInTransaction=false");
		assertThat(parse(H2, "select 1;").transactional()).isFalse();
	}

	@Test
	void parseWhenScriptCopiesDataMarksTheStatement() {
		ParsedScript script = parse("jdbc:postgresql://db/a", "copy users from stdin;", "1\tmary", "\\.", "select 1;");
		assertThat(script.statements()).extracting(ParsedScript.Statement::readsData).containsExactly(true, false);
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void checksumIsWhatStockFlywayComputes(boolean placeholders) {
		this.folder.with("R__views.sql", "create or replace view v as select '${role}' as r;")
			.with("R__views.sql.conf", "placeholderReplacement=" + placeholders);
		MigrationInfo pending = configuration().dataSource(H2, "sa", "").load().info().pending()[0];
		assertThat(find(H2).orElseThrow().checksum(resource("R__views.sql"))).isEqualTo(pending.getChecksum());
	}

}
