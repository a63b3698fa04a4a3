package dev.headway.testing.flyway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the tests of a class on every database, each with a new database and an empty
 * folder of migrations. The pool has two connections, which is what stock Flyway needs.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
public abstract class AbstractDatabaseTests {

	private final List<HikariDataSource> pools = new ArrayList<>();

	/**
	 * The database that the tests run on.
	 */
	@Parameter
	@SuppressWarnings("NullAway.Init")
	protected TestDatabase database;

	/**
	 * How to reach this test's database.
	 */
	protected TestDatabase.Access access;

	/**
	 * Connections to this test's database.
	 */
	protected HikariDataSource pool;

	/**
	 * Migrations of this test.
	 */
	protected MigrationFolder folder;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.folder = new MigrationFolder(path.resolve("migrations"));
		useNewDatabase();
	}

	/**
	 * Close all connections, so that a test can use many databases one after the other.
	 */
	@AfterEach
	protected final void closeConnections() {
		this.pools.forEach(HikariDataSource::close);
		this.pools.clear();
	}

	/**
	 * Go on with another new database.
	 */
	protected final void useNewDatabase() {
		this.access = this.database.create();
		this.pool = newPool(2);
	}

	/**
	 * Open another pool on this test's database.
	 * @param size how many connections it has
	 * @return the pool, which the end of the test closes
	 */
	protected final HikariDataSource newPool(int size) {
		HikariDataSource pool = this.access.pool(size);
		this.pools.add(pool);
		return pool;
	}

	/**
	 * Configure Flyway on this test's database and folder.
	 * @param settings further settings
	 * @return Flyway, without anything of Headway's
	 */
	protected final Flyway flyway(Consumer<FluentConfiguration> settings) {
		FluentConfiguration configuration = Flyway.configure().dataSource(this.pool).locations(this.folder.location());
		settings.accept(configuration);
		return configuration.load();
	}

	/**
	 * Configure Flyway as it comes on this test's database and folder.
	 * @return Flyway, without anything of Headway's
	 */
	protected final Flyway flyway() {
		return flyway((settings) -> {
		});
	}

	/**
	 * Make sure that stock Flyway finds its own history and nothing to do.
	 */
	protected final void assertThatStockFlywayIsContent() {
		Flyway stock = flyway();
		stock.validate();
		assertThat(stock.migrate().migrationsExecuted).isZero();
	}

	/**
	 * Prepare SQL.
	 * @param sql a statement whose names are in double quotes where they need quotes
	 * @return the statement, quoted as the database wants it
	 */
	protected final JdbcClient.StatementSpec sql(String sql) {
		return JdbcClient.create(this.pool).sql((this.database == TestDatabase.MARIADB) ? sql.replace('"', '`') : sql);
	}

	/**
	 * List the tables.
	 * @return all tables in the current schema, in lower case and order
	 */
	protected final List<String> tables() {
		String schema = (this.database == TestDatabase.MARIADB) ? "database()" : "current_schema";
		return tables(sql("select " + schema).query(String.class).single());
	}

	/**
	 * List the tables of a schema.
	 * @param schema the schema
	 * @return its tables, in lower case and order
	 */
	protected final List<String> tables(String schema) {
		return sql("select lower(table_name) from information_schema.tables where table_schema = ? order by 1")
			.param(schema)
			.query(String.class)
			.list();
	}

	/**
	 * Read the schema history.
	 * @return what stock Flyway and Headway must agree on, row by row
	 */
	protected final List<String> historyRows() {
		return sql("select \"version\", \"description\", \"type\", \"script\", \"checksum\", \"success\""
				+ " from \"flyway_schema_history\" where \"installed_rank\" > 0 order by \"installed_rank\"")
			.query()
			.listOfRows()
			.stream()
			.map((row) -> row.values().toString())
			.toList();
	}

	/**
	 * Read the graph table.
	 * @return a line such as {@code 4 <- 2,3} for each revision, in order
	 */
	protected final List<String> storedParents() {
		return sql("select \"version\", \"parents\" from \"flyway_schema_history_graph\" order by \"version\"")
			.query((row, number) -> row.getString(1) + " <- " + row.getString(2))
			.list();
	}

	/**
	 * Add a row to the schema history.
	 * @param version its version, or {@code null}
	 * @param type its type
	 * @param script its script
	 * @param success whether it counts as a success
	 */
	protected final void insertRow(@Nullable String version, String type, String script, boolean success) {
		int rank = sql("select max(\"installed_rank\") from \"flyway_schema_history\"").query(Integer.class).single();
		sql("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
				+ " \"script\", \"installed_by\", \"execution_time\", \"success\") values (?, ?, ?, ?, ?, ?, ?, ?)")
			.param(rank + 1)
			.param(version)
			.params("by hand", type, script, "mary", 1, success)
			.update();
	}

}
