package dev.headway.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.api.configuration.Configuration;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.springframework.util.ClassUtils;

import dev.headway.HeadwayException;
import dev.headway.schema.migration.DetectedChange;
import dev.headway.schema.migration.MigrationOptions;
import dev.headway.schema.migration.SchemaMigration;
import dev.headway.schema.model.MappedDatabase;
import dev.headway.schema.model.UnitModel;
import dev.headway.schema.scratch.ScratchSchema;

/**
 * Compares the JPA model of the application with what its migrations make.
 */
final class ModelStep {

	private static final boolean HIBERNATE = ClassUtils.isPresent("org.hibernate.integrator.spi.Integrator",
			ModelStep.class.getClassLoader());

	private static final String REMEDY = "leave this test out with 'withoutModel()'";

	private final DataSource application;

	private ModelStep(DataSource application) {
		this.application = application;
	}

	/**
	 * The step, if the application has a JPA model and wants it.
	 */
	static Optional<TestStep> of(TestSettings settings) {
		DataSource dataSource = settings.configuration().getDataSource();
		boolean wanted = settings.model() && HIBERNATE && dataSource != null && ModelRecorder.hasModel(dataSource);
		return wanted ? Optional.of(TestStep.of("the model matches the head", new ModelStep(dataSource)::compare))
				: Optional.empty();
	}

	private void compare(TestSchema schema) throws SQLException {
		SchemaMigration migration = migration(schema.configuration());
		if (!migration.isEmpty()) {
			String changes = migration.changes()
				.stream()
				.map(DetectedChange::text)
				.collect(Collectors.joining("\n    ", "    ", ""));
			throw new AssertionFailedError("""
					The JPA model is not what the migrations make. Write the migration with \
					'db migrate --from-scripts -m "match the model"', or correct the model.

					%s

					It would be:

					%s""".formatted(changes, migration.script().indent(4)));
		}
	}

	/**
	 * The migration that is missing. If the model cannot be built, nothing can be said.
	 */
	private SchemaMigration migration(Configuration configuration) throws SQLException {
		DataSource dataSource = TestSchemas.dataSource(configuration);
		try {
			List<UnitModel> models = ModelRecorder.models(this.application);
			return MappedDatabase.read(dataSource, schema(configuration, dataSource), configuration.getTable())
				.migrateTo(models,
						ScratchSchema.read(dataSource,
								models.stream().flatMap((model) -> model.statements().stream()).toList(),
								(statement) -> UnitModel.origin(models, statement), REMEDY),
						UnaryOperator.identity(), MigrationOptions.defaults());
		}
		catch (HeadwayException ex) {
			throw new TestAbortedException("The JPA model was not compared: " + ex.getMessage(), ex);
		}
	}

	private static String schema(Configuration configuration, DataSource dataSource) throws SQLException {
		Optional<String> configured = Stream
			.concat(Stream.ofNullable(configuration.getDefaultSchema()), Stream.of(configuration.getSchemas()))
			.findFirst();
		if (configured.isPresent()) {
			return configured.get();
		}
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().supportsSchemasInTableDefinitions() ? connection.getSchema()
					: connection.getCatalog();
		}
	}

}
