package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.TableConstraint;

/**
 * Reads the constraints and indexes of H2. Its information schema lists the columns of
 * keys and indexes separately, so this class joins them.
 */
final class H2Constraints {

	private static final String KEY_COLUMNS = """
			select constraint_schema as schema_name, constraint_name as object_name,
			  table_schema, table_name, array_agg(column_name order by ordinal_position) as key_columns,
			  array_agg(coalesce(position_in_unique_constraint, 0) order by ordinal_position) as positions
			from information_schema.key_column_usage
			group by constraint_schema, constraint_name, table_schema, table_name""";

	private static final String INDEXES_OF_KEYS = """
			select constraint_schema as schema_name, constraint_name as object_name, index_schema, index_name
			from information_schema.table_constraints where index_name is not null""";

	private static final String INDEXED = """
			select index_schema as schema_name, index_name as object_name,
			  array_agg(column_name order by ordinal_position) as key_columns
			from information_schema.index_columns group by index_schema, index_name""";

	private static final String CHECKS = """
			select constraint_schema as schema_name, constraint_name as object_name, check_clause
			from information_schema.check_constraints where constraint_schema in (:schemas)""";

	private static final String CONSTRAINTS = """
			select constraint_schema as schema_name, constraint_name as object_name, table_name,
			  decode(constraint_type, 'PRIMARY KEY', 'PRIMARY_KEY', 'UNIQUE', 'UNIQUE_CONSTRAINT', 'CHECK',
			    'CHECK_CONSTRAINT', 'FOREIGN_KEY') as kind,
			  case nulls_distinct when 'NO' then 'nulls not distinct' when 'ALL' then 'nulls all distinct' end
			    as properties
			from information_schema.table_constraints where constraint_schema in (:schemas)""";

	private static final String REFERENCES = """
			select constraint_schema as schema_name, constraint_name as object_name,
			  unique_constraint_schema as unique_schema, unique_constraint_name as unique_name, update_rule, delete_rule
			from information_schema.referential_constraints where constraint_schema in (:schemas)""";

	private static final String INDEX_COLUMNS = """
			select index_schema as schema_name, index_name as object_name, array_agg(column_name
			  || case ordering_specification when 'DESC' then ' desc' else '' end
			  || case when null_ordering = 'LAST' and ordering_specification = 'ASC' then ' nulls last'
			     when null_ordering = 'FIRST' and ordering_specification = 'DESC' then ' nulls first' else '' end
			  order by ordinal_position) as key_columns
			from information_schema.index_columns where table_schema in (:schemas) group by index_schema, index_name""";

	private static final String INDEXES = """
			select index_schema as schema_name, index_name as object_name, table_name, index_type_name,
			  case nulls_distinct when 'NO' then 'nulls not distinct' when 'ALL' then 'nulls all distinct' end
			    as properties
			from information_schema.indexes where table_schema in (:schemas) and not is_generated""";

	private static final Pattern SYSTEM_MADE = Pattern.compile(
			"(CONSTRAINT|INDEX|CONSTRAINT_INDEX|PRIMARY_KEY|UNIQUE_KEY)_[0-9A-F]+(_\\d+)?", Pattern.CASE_INSENSITIVE);

	private final Catalog catalog;

	private final Map<ObjectName, Key> keys;

	H2Constraints(Catalog catalog) {
		this.catalog = catalog;
		this.keys = catalog.map(KEY_COLUMNS, H2Constraints::key);
		Map<ObjectName, List<String>> indexed = catalog.map(INDEXED, (row) -> row.list("key_columns"));
		catalog.map(INDEXES_OF_KEYS, (row) -> row.name("index_schema", "index_name"))
			.forEach((name, index) -> this.keys.computeIfPresent(name,
					(same, key) -> key.renamedAs(indexed.getOrDefault(index, List.of()))));
	}

	List<SchemaElement> read() {
		Map<ObjectName, String> checks = this.catalog.map(CHECKS, (row) -> row.text("check_clause"));
		Map<ObjectName, Reference> references = this.catalog.map(REFERENCES, H2Constraints::reference);
		Map<ObjectName, List<String>> indexColumns = this.catalog.map(INDEX_COLUMNS, (row) -> row.list("key_columns"));
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(this.catalog.list(CONSTRAINTS, (row) -> {
			ObjectName name = row.object();
			return switch (row.kind()) {
				case FOREIGN_KEY -> foreignKey(row, Objects.requireNonNull(references.get(name)));
				case CHECK_CONSTRAINT -> constraint(row, List.of(checks.getOrDefault(name, "")));
				default -> constraint(row, key(name).columns());
			};
		}));
		elements.addAll(
				this.catalog.list(INDEXES, (row) -> index(row, indexColumns.getOrDefault(row.object(), List.of()))));
		return elements;
	}

	private Key key(ObjectName constraint) {
		return Objects.requireNonNull(this.keys.get(constraint));
	}

	private static TableConstraint constraint(CatalogRow row, List<String> terms) throws SQLException {
		return new TableConstraint(row.kind(), row.table(), name(row), terms, row.text("properties"));
	}

	private ForeignKey foreignKey(CatalogRow row, Reference reference) throws SQLException {
		Key key = key(row.object());
		Key referenced = key(reference.key());
		List<String> referencedColumns = key.positions()
			.stream()
			.map((position) -> referenced.columns().get(position - 1))
			.toList();
		return new ForeignKey(row.table(), name(row), key.columns(), referenced.table(), referencedColumns,
				reference.onUpdate(), reference.onDelete(), "");
	}

	private static TableConstraint index(CatalogRow row, List<String> columns) throws SQLException {
		String type = row.string("index_type_name").replace("INDEX", "").trim().toLowerCase(Locale.ROOT);
		return new TableConstraint(ElementKind.INDEX, row.table(), name(row), columns,
				CatalogRow.join(type, row.text("properties")));
	}

	private static Key key(CatalogRow row) throws SQLException {
		return new Key(row.name("table_schema", "table_name"), row.list("key_columns"),
				row.list("positions").stream().map(Integer::valueOf).toList());
	}

	private static Reference reference(CatalogRow row) throws SQLException {
		return new Reference(row.name("unique_schema", "unique_name"), CatalogRow.rule(row.string("update_rule")),
				CatalogRow.rule(row.string("delete_rule")));
	}

	private static ElementName name(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		return new ElementName(name, SYSTEM_MADE.matcher(name).matches());
	}

	private record Key(ObjectName table, List<String> columns, List<Integer> positions) {

		/**
		 * The key with the names that its index has. After a column was renamed, H2 lists
		 * it in keys under its old name until the table changes again.
		 */
		Key renamedAs(List<String> indexed) {
			Iterator<String> renamed = indexed.stream().filter((name) -> !this.columns.contains(name)).iterator();
			return new Key(this.table,
					this.columns.stream()
						.map((name) -> (indexed.contains(name) || !renamed.hasNext()) ? name : renamed.next())
						.toList(),
					this.positions);
		}

	}

	private record Reference(ObjectName key, String onUpdate, String onDelete) {
	}

}
