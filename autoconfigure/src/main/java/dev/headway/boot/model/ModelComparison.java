package dev.headway.boot.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.PatternMatchUtils;

import dev.headway.HeadwayException;
import dev.headway.command.invocation.ModelSource;
import dev.headway.flyway.FlywayEngine;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.migration.DetectedChange;
import dev.headway.schema.migration.MigrationOptions;
import dev.headway.schema.migration.SchemaMigration;
import dev.headway.schema.model.MappedDatabase;
import dev.headway.schema.model.UnitModel;

/**
 * Compares the model of an application's {@link PersistenceUnits} with the database of
 * its migrations. Without JPA or Hibernate there is nothing to compare.
 */
public final class ModelComparison {

	private static final List<String> NEEDED = List.of("org.hibernate.integrator.spi.Integrator",
			"org.springframework.orm.jpa.AbstractEntityManagerFactoryBean",
			"dev.headway.schema.migration.SchemaMigration");

	private final @Nullable PersistenceUnits units;

	private ModelComparison(@Nullable PersistenceUnits units) {
		this.units = units;
	}

	/**
	 * Prepare the application, before it creates a bean, so that its persistence units
	 * change nothing in their databases when they start.
	 * @param beanFactory its beans
	 * @return the comparison
	 */
	public static ModelComparison in(ConfigurableListableBeanFactory beanFactory) {
		ClassLoader loader = beanFactory.getBeanClassLoader();
		boolean present = NEEDED.stream().allMatch((name) -> ClassUtils.isPresent(name, loader));
		return new ModelComparison(present ? PersistenceUnits.register(beanFactory) : null);
	}

	/**
	 * Compare the model with the database.
	 * @param engine the migrations
	 * @param only whether the application has no other migrations, so that these are for
	 * all persistence units
	 * @param settings the application's settings
	 * @param options what the user says about the changes
	 * @return the changes from the database to the model
	 */
	public ModelSource.Changes compare(FlywayEngine engine, boolean only, Settings settings,
			ModelSource.Options options) {
		List<String> remarks = new ArrayList<>();
		List<UnitModel> models = models(engine.dataSource(), only, remarks);
		String schema = schema(models, engine.schema());
		ScratchDatabase scratch = ScratchDatabase.of(engine.dataSource(), settings.scratch());
		SchemaSnapshot made = scratch.model(models);
		MappedDatabase database = options.fromScripts() ? scratch.migrated(engine)
				: MappedDatabase.read(engine.dataSource(), schema, engine.historyTable());
		SchemaMigration migration = database.migrateTo(models, made, settings::compared,
				new MigrationOptions(options.renamedTables(), options.renamedColumns(), options.fills(),
						options.droppedTables(), options.strict()));
		remarks.addAll(migration.remarks());
		return new ModelSource.Changes(database.product(), remarks,
				migration.suggestions()
					.stream()
					.map((suggestion) -> new ModelSource.Suggestion(suggestion.condition(), suggestion.option()))
					.toList(),
				migration.changes().stream().map(DetectedChange::text).toList(), migration.script().lines().toList(),
				migration.reverse().script().lines().toList());
	}

	private List<UnitModel> models(DataSource dataSource, boolean only, List<String> remarks) {
		List<PersistenceUnits.Unit> all = (this.units != null) ? this.units.start(remarks) : List.of();
		if (all.isEmpty()) {
			String reason = remarks.isEmpty() ? "it has no EntityManagerFactory that Hibernate provides."
					: String.join(" ", remarks);
			throw new HeadwayException(
					"This application has no JPA model: %s Write the revision with 'db revision -m \"change the schema\"'."
						.formatted(reason));
		}
		List<PersistenceUnits.Unit> own = all.stream()
			.filter((unit) -> only || unit.dataSource() == null
					|| unwrapped(unit.dataSource()) == unwrapped(dataSource))
			.toList();
		if (own.isEmpty()) {
			throw new HeadwayException(
					"No persistence unit has the DataSource of these migrations. Name others with '--flyway=NAME', or write the revision with 'db revision -m \"change the schema\"'.");
		}
		own.forEach((unit) -> unit.remark().ifPresent(remarks::add));
		List<UnitModel> models = own.stream().map(PersistenceUnits.Unit::model).toList();
		requireOwnTables(models);
		return models;
	}

	private static void requireOwnTables(List<UnitModel> models) {
		Map<String, UnitModel> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (UnitModel model : models) {
			model.tables().keySet().forEach((table) -> {
				UnitModel other = owners.putIfAbsent(table, model);
				if (other != null) {
					throw sharing(table, other, model);
				}
			});
		}
	}

	private static HeadwayException sharing(String table, UnitModel one, UnitModel other) {
		String entities = Stream.of(one, other)
			.map((unit) -> String.valueOf(unit.tables().get(table)))
			.filter((entity) -> !entity.isEmpty())
			.collect(Collectors.joining(" and "));
		return new HeadwayException(
				"The persistence units '%s' and '%s' both map the table '%s'%s. Map it in one of them, or write the revision with 'db revision -m \"change the schema\"'."
					.formatted(one.name(), other.name(), table, entities.isEmpty() ? "" : " (%s)".formatted(entities)));
	}

	private static DataSource unwrapped(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (target != null) ? unwrapped(target) : dataSource;
	}

	/**
	 * The schema of all units, in which migrations must run because they do not name it.
	 */
	private static @Nullable String schema(List<UnitModel> models, @Nullable String migrations) {
		for (UnitModel model : models) {
			String schema = model.schema();
			if (schema != null && !schema.equalsIgnoreCase(migrations)) {
				throw new HeadwayException(
						"The persistence unit '%s' has its tables in '%s', but Flyway runs migrations in '%s'. Set spring.flyway.default-schema=%s."
							.formatted(model.name(), schema, migrations, schema));
			}
		}
		return migrations;
	}

	/**
	 * What the application's settings say about comparisons.
	 *
	 * @param scratch where to build the model, {@code null} for the database of the
	 * migrations
	 * @param include patterns of the names of tables and sequences that are compared; all
	 * if empty
	 * @param exclude patterns of the names of those that are not
	 */
	public record Settings(@Nullable DataSource scratch, List<String> include, List<String> exclude) {

		public Settings {
			include = List.copyOf(include);
			exclude = List.copyOf(exclude);
		}

		private SchemaSnapshot compared(SchemaSnapshot snapshot) {
			return new SchemaSnapshot(snapshot.elements().stream().filter(this::isCompared).toList());
		}

		private boolean isCompared(SchemaElement element) {
			ObjectName name = (element instanceof Sequence sequence) ? sequence.name() : element.table();
			return name == null || ((this.include.isEmpty() || matches(this.include, name.name()))
					&& !matches(this.exclude, name.name()));
		}

		private static boolean matches(List<String> patterns, String name) {
			return patterns.stream().anyMatch((pattern) -> PatternMatchUtils.simpleMatchIgnoreCase(pattern, name));
		}

	}

}
