package dev.headway.boot.model;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.HeadwayException;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.model.MappedDatabase;
import dev.headway.schema.model.UnitModel;
import dev.headway.schema.scratch.ScratchSchema;

/**
 * Where model and migrations are built for a moment, each in a {@link ScratchSchema}: the
 * database of the migrations, or another one of the same kind.
 */
final class ScratchDatabase {

	private static final String REMEDY = "set headway.migrate.scratch.url, username and password to an empty database of the same product and major version";

	private final DataSource dataSource;

	private ScratchDatabase(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	static ScratchDatabase of(DataSource migrations, @Nullable DataSource other) {
		if (other != null) {
			Kind needed = Kind.of(migrations);
			Kind given = kindOfOther(other);
			if (!given.equals(needed)) {
				throw new HeadwayException(
						"The database of headway.migrate.scratch.url is %s, but that of the migrations is %s. Use another one, or remove the property."
							.formatted(given, needed));
			}
		}
		return new ScratchDatabase((other != null) ? other : migrations);
	}

	private static Kind kindOfOther(DataSource other) {
		try {
			return Kind.of(other);
		}
		catch (CannotGetJdbcConnectionException ex) {
			throw new HeadwayException("The database of headway.migrate.scratch.url cannot be reached: %s"
				.formatted(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()), ex);
		}
	}

	/**
	 * Build the model.
	 */
	SchemaSnapshot model(List<UnitModel> units) {
		return ScratchSchema.read(this.dataSource,
				units.stream().flatMap((unit) -> unit.statements().stream()).toList(),
				(statement) -> UnitModel.origin(units, statement), REMEDY);
	}

	/**
	 * Run all migrations.
	 */
	MappedDatabase migrated(FlywayEngine engine) {
		try (ScratchSchema schema = ScratchSchema.open(this.dataSource, REMEDY)) {
			upgrade(engine.in(schema.guardedDataSource(), schema.name()));
			return MappedDatabase.read(schema.dataSource(), schema.name(), engine.historyTable());
		}
	}

	private static void upgrade(FlywayEngine engine) {
		try {
			FlywayMigrationService.of(engine, List.of()).upgrade();
		}
		catch (MigrationRefusedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Throwable reason = (ex instanceof HeadwayException && ex.getCause() != null) ? ex.getCause()
					: NestedExceptionUtils.getMostSpecificCause(ex);
			throw new HeadwayException(
					"The migrations cannot run in a temporary schema, as --from-scripts needs it: %s%nRun 'db upgrade' and leave --from-scripts out. If they need what is in other schemas, such as extensions, you can also %s."
						.formatted(String.valueOf(reason.getMessage()).strip(), REMEDY),
					ex);
		}
	}

	/**
	 * What databases must have in common so that what they say about a schema is equal.
	 *
	 * @param product the product
	 * @param version its major version
	 * @param collation the collation of new tables, empty unless it is one of the
	 * database
	 */
	private record Kind(String product, int version, String collation) {

		static Kind of(DataSource dataSource) throws DataAccessException {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
				DatabaseMetaData database = connection.getMetaData();
				String product = database.getDatabaseProductName();
				String collation = product.equalsIgnoreCase("mariadb")
						? jdbc.queryForObject("select @@collation_database", String.class) : null;
				return new Kind(product, database.getDatabaseMajorVersion(), (collation != null) ? collation : "");
			}));
		}

		@Override
		public String toString() {
			return "%s %d%s".formatted(this.product, this.version,
					this.collation.isEmpty() ? "" : " with the collation " + this.collation);
		}

	}

}
