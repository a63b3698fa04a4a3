package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.TableConstraint;

/**
 * Reads the constraints and indexes of MariaDB. An index that MariaDB created for a
 * foreign key belongs to the key. It stays when the key is dropped, and is then listed.
 */
final class MariaDbConstraints {

	private static final String CHECKS = """
			select constraint_schema as schema_name, table_name, constraint_name as object_name, check_clause,
			  level = 'Column' as of_column,
			  level = 'Column' and check_clause regexp '^json_valid[(]`[^`]+`[)]$' as is_json
			from information_schema.check_constraints where constraint_schema in (:schemas)""";

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

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
			select table_schema as schema_name, table_name, index_name as object_name,
			  case when index_name = 'PRIMARY' then 'PRIMARY_KEY' when non_unique = 0 then 'UNIQUE_CONSTRAINT'
			    else 'INDEX' end as kind,
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
		this.checks = catalog.list(CHECKS, (row) -> new Check(new TableConstraint(ElementKind.CHECK_CONSTRAINT,
				row.table(), checkName(row), List.of(row.text("check_clause")), ""), row.flag("is_json")));
	}

	/**
	 * The columns of type {@code json}, which the catalog shows as {@code longtext} with
	 * a check constraint.
	 */
	Set<String> jsonColumns() {
		return this.checks.stream()
			.filter(Check::isJson)
			.map((check) -> check.constraint().table() + "." + check.constraint().name())
			.collect(Collectors.toSet());
	}

	List<SchemaElement> read() {
		List<SchemaElement> elements = new ArrayList<>();
		this.checks.stream().filter(Predicate.not(Check::isJson)).map(Check::constraint).forEach(elements::add);
		Map<ObjectName, String> rules = this.catalog.map(RULES, (row) -> row.string("rules"));
		List<ForeignKey> foreignKeys = this.catalog.list(FOREIGN_KEYS,
				(row) -> foreignKey(row, rules.getOrDefault(row.name("schema_name", "key_name"), "RESTRICT,RESTRICT")));
		elements.addAll(foreignKeys);
		Set<SchemaElement> implied = foreignKeys.stream()
			.flatMap(MariaDbConstraints::impliedIndexes)
			.collect(Collectors.toSet());
		this.catalog.list(INDEXES, MariaDbConstraints::index)
			.stream()
			.filter(Predicate.not(implied::contains))
			.forEach(elements::add);
		return elements;
	}

	private static Stream<TableConstraint> impliedIndexes(ForeignKey key) {
		return Stream.of(new ElementName(key.name().text(), false), new ElementName(key.columns().get(0), true))
			.map((name) -> new TableConstraint(ElementKind.INDEX, key.table(), name, key.columns(), ""));
	}

	private static ForeignKey foreignKey(CatalogRow row, String rules) throws SQLException {
		String name = row.string("object_name");
		boolean systemMade = name.matches(".+_ibfk_\\d+");
		String[] updateAndDelete = rules.split(",", -1);
		return new ForeignKey(row.table(), new ElementName(name, systemMade), row.list("key_columns"),
				row.name("referenced_table_schema", "referenced_table_name"), row.list("referenced_columns"),
				CatalogRow.rule(updateAndDelete[0]), CatalogRow.rule(updateAndDelete[1]), "");
	}

	private static TableConstraint index(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		List<String> columns = row.list("key_columns");
		boolean systemMade = row.kind() == ElementKind.PRIMARY_KEY || isSystemMade(name, columns.get(0));
		return new TableConstraint(row.kind(), row.table(), new ElementName(name, systemMade), columns,
				row.text("properties"));
	}

	private static boolean isSystemMade(String name, String column) {
		String plain = column.replaceFirst("(\\(\\d+\\))?( desc)?$", "");
		return name.matches("(?i)" + Pattern.quote(plain) + "(_\\d+)?");
	}

	/**
	 * The name of a check. That of a column has the column's name, which MariaDB does not
	 * change when the column is renamed.
	 */
	private static ElementName checkName(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		Matcher column = QUOTED.matcher(row.string("check_clause"));
		if (row.flag("of_column") && !row.string("check_clause").contains("`" + name + "`") && column.find()) {
			name = column.group(1);
		}
		return new ElementName(name, row.flag("of_column") || name.matches("CONSTRAINT_\\d+"));
	}

	private record Check(TableConstraint constraint, boolean isJson) {
	}

}
