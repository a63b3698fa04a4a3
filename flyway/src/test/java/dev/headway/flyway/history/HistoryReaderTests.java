package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import dev.headway.flyway.FlywayEngine;
import dev.headway.revision.Version;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryReaderTests extends AbstractDatabaseTests {

	private SchemaHistory read() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return new HistoryReader(Flyway.configure()).read(connection);
		}
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

	@Test
	void readWhenTableIsMissingIsBlank() throws SQLException {
		SchemaHistory history = read();
		assertThat(history.exists()).isFalse();
		assertThat(history.isBlank()).isTrue();
		assertThat(tables()).isEmpty();
	}

	@Test
	void readWhenFlywayMigratedHasWhatFlywayReports() throws SQLException {
		this.folder.withMerge().with("R__view.sql", "create or replace view v as select id from users;");
		Flyway flyway = flyway((settings) -> settings.installedBy("mary"));
		flyway.migrate();
		SchemaHistory history = read();
		assertThat(history.exists()).isTrue();
		assertThat(history.applied().keySet()).extracting(Version::text).containsExactly("1", "2", "3", "4");
		HistoryRow row = Objects.requireNonNull(history.applied().get(version("2")));
		var info = flyway.info().applied()[1];
		assertThat(row.rank()).isEqualTo(2);
		assertThat(row.description()).isEqualTo("add password hashes");
		assertThat(row.type()).isEqualTo("SQL");
		assertThat(row.script()).isEqualTo("V2__add_password_hashes.sql");
		assertThat(row.checksum()).isEqualTo(info.getChecksum());
		assertThat(row.installedBy()).isEqualTo("mary");
		assertThat(row.executionTimeMillis()).isEqualTo(info.getExecutionTime());
		assertThat(row.installedOn()).isEqualTo(info.getInstalledOn().toInstant());
		assertThat(row.success()).isTrue();
		assertThat(history.parents()).isEmpty();
	}

	@Test
	void readWhenChecksumIsNullHasNone() throws SQLException {
		this.folder.with("V1__a.sql");
		flyway().migrate();
		insertRow("2", "JDBC", "com.example.V2__B", true);
		HistoryRow row = Objects.requireNonNull(read().applied().get(version("2")));
		assertThat(row.checksum()).isNull();
		assertThat(row.isCustom()).isFalse();
	}

	@Test
	void readWhenGraphTableIsThereHasItsParents() throws SQLException {
		this.folder.withMerge();
		Flyway flyway = flyway();
		flyway.migrate();
		FlywayEngine engine = FlywayEngine.of(flyway, ParentRule.AUTO);
		engine.storeParents(Map.of(version("1"), List.of()));
		engine.storeParents(Map.of(version("4"), List.of(version("2"), version("3"))));
		engine.storeParents(Map.of(version("4"), List.of(version("3"), version("2"))));
		assertThat(read().parents())
			.isEqualTo(Map.of(version("1"), List.of(), version("4"), List.of(version("3"), version("2"))));
	}

	@Test
	void readAgainHasTheSame() throws SQLException {
		this.folder.withMerge().with("R__view.sql", "create or replace view v as select id from users;");
		Flyway flyway = flyway();
		flyway.migrate();
		insertRow("5", "JDBC", "com.example.V5__E", false);
		FlywayEngine engine = FlywayEngine.of(flyway, ParentRule.AUTO);
		engine.storeParents(Map.of(version("1"), List.of(), version("4"), List.of(version("2"), version("3")),
				version("7"), List.of(version("4"))));
		HistoryReader reader = new HistoryReader(Flyway.configure());
		SchemaHistory first = read(reader);
		assertThat(first.parents()).hasSize(3);
		assertThat(first.failed()).hasSize(1);
		assertThat(read(reader)).isEqualTo(first).isEqualTo(read());
	}

	@Test
	void readAgainAsksOnce() {
		this.folder.withMerge();
		CountingDataSource counting = new CountingDataSource(this.pool);
		Flyway flyway = flyway((settings) -> settings.dataSource(counting));
		flyway.migrate();
		FlywayEngine engine = FlywayEngine.of(flyway, ParentRule.AUTO);
		engine.storeParents(Map.of(version("1"), List.of()));
		SchemaHistory first = engine.history();
		counting.reset();
		assertThat(engine.history()).isEqualTo(first);
		assertThat(counting.statements()).singleElement().asString().startsWith("SELECT");
		assertThat(counting.connections()).isOne();
	}

	@Test
	void readAgainWhenGraphTableIsGoneHasNoParents() throws SQLException {
		HistoryReader reader = readerOfBothTables();
		sql("drop table \"flyway_schema_history_graph\"").update();
		assertThat(read(reader).parents()).isEmpty();
		assertThat(read(reader).applied()).hasSize(4);
	}

	@Test
	void readAgainWhenTableIsGoneIsBlank() throws SQLException {
		HistoryReader reader = readerOfBothTables();
		sql("drop table \"flyway_schema_history\"").update();
		assertThat(read(reader).exists()).isFalse();
		assertThat(read(reader).exists()).isFalse();
	}

	private HistoryReader readerOfBothTables() throws SQLException {
		this.folder.withMerge();
		Flyway flyway = flyway();
		flyway.migrate();
		FlywayEngine.of(flyway, ParentRule.AUTO).storeParents(Map.of(version("1"), List.of()));
		HistoryReader reader = new HistoryReader(Flyway.configure());
		assertThat(read(reader).parents()).hasSize(1);
		return reader;
	}

	private SchemaHistory read(HistoryReader reader) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return reader.read(connection);
		}
	}

}
