package dev.headway.test;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;
import dev.headway.schema.element.Table;

/**
 * The user's database itself, cleaned by Flyway after use.
 */
record EmptyDatabase(TestSettings settings) implements TestSchemas {

	@Override
	public TestSchema open() {
		Configuration configuration = this.settings.configuration();
		DataSource dataSource = TestSchemas.dataSource(configuration);
		List<String> schemas = schemas(configuration);
		SnapshotScope scope = SnapshotScope.ofSchemas(schemas.toArray(String[]::new));
		requireEmpty(SchemaSnapshot.of(dataSource, scope));
		Flyway flyway = TestSchemas.copy(configuration).cleanDisabled(false).load();
		return new TestSchema(flyway, this.settings.engine(flyway), inFirst(schemas, dataSource), scope, flyway::clean);
	}

	private static void requireEmpty(SchemaSnapshot snapshot) {
		List<String> tables = snapshot.all(Table.class).stream().map((table) -> table.table().toString()).toList();
		if (!tables.isEmpty()) {
			throw new HeadwayException("'inEmptyDatabase()' cleans the database, so it must be empty, but it contains"
					+ " tables: " + String.join(", ", tables)
					+ ". Nothing was changed. Use a separate database, and keep"
					+ " the application from upgrading it: @SpringBootTest(properties = \"headway.startup=none\").");
		}
	}

	private static List<String> schemas(Configuration configuration) {
		return Stream.concat(Stream.ofNullable(configuration.getDefaultSchema()), Stream.of(configuration.getSchemas()))
			.distinct()
			.toList();
	}

	private static DataSource inFirst(List<String> schemas, DataSource dataSource) {
		return schemas.isEmpty() ? dataSource
				: new SchemaDataSource(dataSource, SchemaSyntax.of(dataSource), schemas.get(0));
	}

}
