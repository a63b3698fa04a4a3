package dev.headway.test;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.dao.DataAccessException;

import dev.headway.HeadwayException;
import dev.headway.schema.SnapshotScope;

/**
 * Temporary schemas, dropped after use. Nothing in them can see the application's schema.
 */
record ScratchSchemas(TestSettings settings, DataSource dataSource) implements TestSchemas {

	static ScratchSchemas of(TestSettings settings) {
		Configuration configuration = settings.configuration();
		if (configuration.getSchemas().length > 0 || configuration.getDefaultSchema() != null) {
			throw new HeadwayException("Flyway is configured with schemas (default schema %s, schemas %s), so the tests"
				.formatted(Objects.requireNonNullElse(configuration.getDefaultSchema(), "none"),
						List.of(configuration.getSchemas()))
					+ " cannot run in a temporary schema. Use a database for these tests only, and call"
					+ " 'inEmptyDatabase()'.");
		}
		return new ScratchSchemas(settings, TestSchemas.dataSource(configuration));
	}

	@Override
	public TestSchema open() {
		SchemaSyntax syntax = SchemaSyntax.of(this.dataSource);
		String schema = "headway_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
		create(syntax, schema);
		try {
			DataSource inSchema = new SchemaDataSource(this.dataSource, syntax, schema);
			Flyway flyway = TestSchemas.copy(this.settings.configuration())
				.dataSource(inSchema)
				.schemas(schema)
				.defaultSchema(schema)
				.load();
			return new TestSchema(flyway, this.settings.engine(flyway), inSchema, SnapshotScope.currentSchema(),
					() -> syntax.drop(this.dataSource, schema));
		}
		catch (RuntimeException ex) {
			syntax.drop(this.dataSource, schema);
			throw ex;
		}
	}

	private void create(SchemaSyntax syntax, String schema) {
		try {
			syntax.create(this.dataSource, schema);
		}
		catch (DataAccessException ex) {
			throw new HeadwayException("Cannot create the temporary schema '%s' (%s).".formatted(schema,
					ex.getMostSpecificCause().getMessage())
					+ " Grant the database user permission to create schemas, or use a database for these tests only and"
					+ " call 'inEmptyDatabase()'.", ex);
		}
	}

}
