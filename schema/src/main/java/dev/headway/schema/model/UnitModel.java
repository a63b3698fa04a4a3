package dev.headway.schema.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * What Hibernate knows about the tables of a persistence unit.
 */
public final class UnitModel {

	private final String name;

	private final @Nullable String schema;

	private final List<String> statements;

	private final Metadata metadata;

	private final Map<String, Column> columns = new HashMap<>();

	/**
	 * Create a model.
	 * @param name the name of the unit
	 * @param schema the schema that its settings name, or {@code null}
	 * @param statements the statements that create everything in the current schema
	 * @param metadata the mappings
	 */
	UnitModel(String name, @Nullable String schema, List<String> statements, Metadata metadata) {
		this.name = name;
		this.schema = schema;
		this.statements = List.copyOf(statements);
		this.metadata = metadata;
		for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
			for (Table table : namespace.getTables()) {
				table.getColumns()
					.forEach((column) -> this.columns.put(key(table.getName(), column.getName()), column));
			}
		}
	}

	/**
	 * Take the model of a persistence unit.
	 * @param name the name of the unit
	 * @param metadata its mappings, which must no longer change
	 * @param services the services of Hibernate
	 * @param options the settings of its factory
	 * @return the model
	 * @throws HeadwayException if the model names another schema, or Hibernate cannot
	 * write its statements
	 */
	public static UnitModel of(String name, Metadata metadata, ServiceRegistry services,
			SessionFactoryOptions options) {
		try {
			return new ModelDdl(metadata, services).model(name, options);
		}
		catch (HeadwayException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new HeadwayException(
					"Hibernate cannot write the SQL of the persistence unit '%s': %s".formatted(name, ex.getMessage()),
					ex);
		}
	}

	/**
	 * Return the name of the unit.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the schema or, on MariaDB, the database that the settings of the unit name.
	 * @return the name, or {@code null}
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	/**
	 * The tables that the unit creates, each with the entity that has it, empty for a
	 * table that belongs to none alone, such as a join table.
	 * @return the entities by table, without regard to case
	 */
	public Map<String, String> tables() {
		Map<String, String> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Namespace namespace : this.metadata.getDatabase().getNamespaces()) {
			namespace.getTables()
				.stream()
				.filter(Table::isPhysicalTable)
				.forEach((table) -> tables.put(table.getName(), ""));
		}
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			tables.computeIfPresent(entity.getTable().getName(),
					(table, other) -> other.isEmpty() ? entity.getEntityName() : other);
		}
		return tables;
	}

	/**
	 * Return the statements that create everything that the unit maps, without the name
	 * of a schema.
	 * @return the statements, in order
	 */
	public List<String> statements() {
		return this.statements;
	}

	/**
	 * Find what a statement is for.
	 * @param units the models, one of which has the statement
	 * @param statement one of its {@link #statements()}
	 * @return the name of the entity whose table the statement names first, empty if it
	 * names none
	 */
	public static String origin(List<UnitModel> units, String statement) {
		String entity = "";
		int first = statement.length();
		for (UnitModel unit : units) {
			for (Map.Entry<String, String> table : unit.tables().entrySet()) {
				Matcher name = Pattern
					.compile("(?<!\\w)" + Pattern.quote(table.getKey()) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
					.matcher(statement);
				if (name.find() && name.start() < first) {
					first = name.start();
					entity = table.getValue();
				}
			}
		}
		return entity;
	}

	/**
	 * Whether Hibernate accepts the type of a column, by the rule of its own schema
	 * validation. Empty if the model does not have the column.
	 */
	Optional<Boolean> accepts(String table, String column, JdbcColumn type) {
		return Optional.ofNullable(this.columns.get(key(table, column))).map((mapped) -> accepts(mapped, type));
	}

	private boolean accepts(Column mapped, JdbcColumn type) {
		Dialect dialect = this.metadata.getDatabase().getDialect();
		int code = mapped.getSqlTypeCode(this.metadata);
		return dialect.equivalentTypes(code, type.code()) || dialect.equivalentTypes(code,
				dialect
					.resolveSqlTypeDescriptor(type.typeName(), type.code(), type.size(), type.digits(),
							this.metadata.getDatabase().getTypeConfiguration().getJdbcTypeRegistry())
					.getDefaultSqlTypeCode());
	}

	static String key(String table, String column) {
		return (table + "." + column).toLowerCase(Locale.ROOT);
	}

	/**
	 * A column as JDBC describes it.
	 *
	 * @param code the code of its type
	 * @param typeName the name of its type
	 * @param size the size
	 * @param digits the digits after the decimal point
	 */
	record JdbcColumn(int code, String typeName, int size, int digits) {

	}

}
