package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.headway.schema.element.CheckConstraint;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.Index;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.PrimaryKey;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.UniqueConstraint;

/**
 * Reads the constraints and indexes of MariaDB. An index that MariaDB created for a
 * foreign key belongs to the key. It stays when the key is dropped, and is then listed.
 */
final class MariaDbConstraints {

	private static final String CHECKS = """
			select constraint_schema as schema_name, table_name, constraint_name as object_name, check_clause,
			  level = 'Column' as of_column
			from information_schema.check_constraints where constraint_schema in (:schemas)""";

	private static final String RULES = """
			select constraint_schema as schema_name, concat(table_name, '.', constraint_name) as object_name,
			  concat_ws(',', update_rule, delete_rule) as rules
			from information_schema.referential_constraints where constraint_schema in (:schemas)""";

	private static final String FOREIGN_KEYS = """
			select table_schema as schema_name, table_name, constraint_name as object_name,
			  concat(table_name, '.', constraint_name) as key_name, referenced_table_schema, referenced_table_name,
			  group_concat(column_name order by ordinal_position separator '\\n') as key_columns,
			  group_concat(referenced_column_name order by ordinal_position separator '\\n') as referenced_columns
			from information_schema.key_column_usage
			where table_schema in (:schemas) and referenced_table_name is not null
			group by table_schema, table_name, constraint_name, referenced_table_schema, referenced_table_name""";

	private static final String INDEXES = """
			select table_schema as schema_name, table_name, index_name as object_name, non_unique = 0 as is_unique,
			  group_concat(concat(column_name, case when sub_part is null then '' else concat('(', sub_part, ')') end,
			    case collation when 'D' then ' desc' else '' end) order by seq_in_index separator '\\n') as key_columns,
			  concat_ws(' ', case when index_type <> 'BTREE' then concat('using ', lower(index_type)) end,
			    case ignored when 'YES' then 'ignored' end,
			    case when index_comment <> '' then concat('comment ', quote(index_comment)) end) as properties
			from information_schema.statistics where table_schema in (:schemas)
			group by table_schema, table_name, index_name, non_unique, index_type, ignored, index_comment""";

	private final Catalog catalog;

	private final List<Check> checks;

	MariaDbConstraints(Catalog catalog) {
		this.catalog = catalog;
		this.checks = catalog.list(CHECKS,
				(row) -> new Check(new CheckConstraint(row.table(), checkName(row), row.text("check_clause"), ""),
						row.table() + "." + row.string("object_name"), row.string("object_name"),
						row.flag("of_column")));
	}

	/**
	 * The columns of type {@code json}, which the catalog shows as {@code longtext} with
	 * a check constraint.
	 */
	Set<String> jsonColumns() {
		return this.checks.stream().filter(Check::isJson).map(Check::column).collect(Collectors.toSet());
	}

	List<SchemaElement> read() {
		List<SchemaElement> elements = new ArrayList<>();
		this.checks.stream().filter(Predicate.not(Check::isJson)).map(Check::constraint).forEach(elements::add);
		Map<ObjectName, String> rules = this.catalog.map(RULES, (row) -> row.string("rules"));
		List<ForeignKey> foreignKeys = this.catalog.list(FOREIGN_KEYS,
				(row) -> foreignKey(row, rules.getOrDefault(row.name("schema_name", "key_name"), "RESTRICT,RESTRICT")));
		elements.addAll(foreignKeys);
		Set<Index> implied = new HashSet<>();
		foreignKeys.forEach((key) -> implied.addAll(impliedIndexes(key)));
		this.catalog.list(INDEXES, MariaDbConstraints::index)
			.stream()
			.filter((index) -> !(index instanceof Index plain && implied.contains(plain)))
			.forEach(elements::add);
		return elements;
	}

	private static Set<Index> impliedIndexes(ForeignKey key) {
		return Set.of(new Index(key.table(), new ElementName(key.name().text(), false), key.columns(), false, ""),
				new Index(key.table(), new ElementName(key.columns().get(0), true), key.columns(), false, ""));
	}

	private static ForeignKey foreignKey(CatalogRow row, String rules) throws SQLException {
		String name = row.string("object_name");
		boolean systemMade = name.matches(".+_ibfk_\\d+");
		String[] updateAndDelete = rules.split(",", -1);
		return new ForeignKey(row.table(), new ElementName(name, systemMade), row.list("key_columns"),
				row.name("referenced_table_schema", "referenced_table_name"), row.list("referenced_columns"),
				CatalogRow.rule(updateAndDelete[0]), CatalogRow.rule(updateAndDelete[1]), "");
	}

	private static SchemaElement index(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		List<String> columns = row.list("key_columns");
		String properties = row.text("properties");
		if (name.equals("PRIMARY")) {
			return new PrimaryKey(row.table(), new ElementName(name, true), columns, properties);
		}
		ElementName indexName = new ElementName(name, isSystemMade(name, columns.get(0)));
		return row.flag("is_unique") ? new UniqueConstraint(row.table(), indexName, columns, properties)
				: new Index(row.table(), indexName, columns, false, properties);
	}

	private static boolean isSystemMade(String name, String column) {
		String plain = column.replaceFirst("(\\(\\d+\\))?( desc)?$", "");
		return name.matches("(?i)" + Pattern.quote(plain) + "(_\\d+)?");
	}

	private static ElementName checkName(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		return new ElementName(name, row.flag("of_column") || name.matches("CONSTRAINT_\\d+"));
	}

	/**
	 * A check constraint, and the column that it would belong to if it has that name.
	 */
	private record Check(CheckConstraint constraint, String column, String name, boolean ofColumn) {

		boolean isJson() {
			return this.ofColumn && this.constraint.expression().equals("json_valid(`" + this.name + "`)");
		}

	}

}
