package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;

/**
 * Reads the information schema of MariaDB, with {@link MariaDbConstraints} for
 * constraints and indexes.
 */
final class MariaDbReader {

	private static final String TABLES = """
			select t.table_schema as schema_name, t.table_name, t.table_comment as remarks,
			  concat_ws(' ', nullif(t.engine, 'InnoDB'), case when t.table_collation <> s.default_collation_name
			    then concat('collate ', t.table_collation) end, nullif(t.create_options, '')) as properties
			from information_schema.tables t join information_schema.schemata s on s.schema_name = t.table_schema
			where t.table_schema in (:schemas) and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')""";

	private static final String COLUMNS = """
			select c.table_schema as schema_name, c.table_name, c.column_name, c.column_type,
			  c.is_nullable = 'YES' as nullable, c.column_default, c.extra, c.generation_expression, c.column_comment,
			  case when c.collation_name <> t.table_collation then c.collation_name end as collation
			from information_schema.columns c join information_schema.tables t
			  on t.table_schema = c.table_schema and t.table_name = c.table_name
			where c.table_schema in (:schemas) and t.table_schema in (:schemas)
			  and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
			order by c.table_schema, c.table_name, c.ordinal_position""";

	private static final String SEQUENCES = """
			select table_schema as schema_name, table_name as object_name
			from information_schema.tables where table_type = 'SEQUENCE' and table_schema in (:schemas)""";

	private static final String SEQUENCE = """
			select %s as schema_name, %s as object_name, 'bigint' as type, s.*, s.cache_size as cache,
			  s.cycle_option as cycles from %s.%s s""";

	private static final String VIEWS = """
			select table_schema as schema_name, table_name as object_name, 'VIEW' as kind,
			  concat(view_definition, case check_option when 'NONE' then '' else
			    concat(' with ', lower(check_option), ' check option') end) as definition
			from information_schema.views where table_schema in (:schemas)""";

	private static final String ROUTINES = """
			select r.routine_schema as schema_name, r.routine_name as object_name, r.routine_type as kind,
			  concat_ws(' ', concat('(', coalesce(group_concat(concat_ws(' ', p.parameter_mode, p.parameter_name,
			    p.dtd_identifier) order by p.ordinal_position separator ', '), ''), ')'),
			    concat('returns ', nullif(r.dtd_identifier, '')), case r.is_deterministic when 'YES' then 'deterministic' end,
			    nullif(lower(r.sql_data_access), 'contains sql'), case r.security_type when 'INVOKER' then 'sql security invoker' end,
			    r.routine_definition) as definition
			from information_schema.routines r left join information_schema.parameters p
			  on p.specific_schema = r.routine_schema and p.specific_name = r.specific_name
			  and p.routine_type = r.routine_type and p.ordinal_position > 0
			where r.routine_schema in (:schemas) group by r.routine_schema, r.routine_type, r.routine_name""";

	private static final String TRIGGERS = """
			select trigger_schema as schema_name, trigger_name as object_name, event_object_table as table_name,
			  'TRIGGER' as kind,
			  concat_ws(' ', lower(action_timing), lower(event_manipulation), case when action_order > 1
			    then concat('(number ', action_order, ')') end, action_statement) as definition
			from information_schema.triggers where trigger_schema in (:schemas)""";

	private static final String EVENTS = """
			select event_schema as schema_name, event_name as object_name, 'EVENT' as kind,
			  concat_ws(' ', case event_type when 'RECURRING' then concat('every ', interval_value, ' ', interval_field)
			    else concat('at ', execute_at) end, lower(status), event_definition) as definition
			from information_schema.events where event_schema in (:schemas)""";

	private MariaDbReader() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		MariaDbConstraints constraints = new MariaDbConstraints(catalog);
		Set<String> json = constraints.jsonColumns();
		elements.addAll(catalog.list(TABLES, CatalogRow::tableElement));
		elements.addAll(catalog.list(COLUMNS, (row) -> column(row, json)));
		elements.addAll(constraints.read());
		elements.addAll(sequences(catalog));
		for (String sql : List.of(VIEWS, ROUTINES, EVENTS)) {
			elements.addAll(catalog.list(sql, CatalogRow::definedObject));
		}
		elements.addAll(catalog.list(TRIGGERS, CatalogRow::objectOfTable));
		return elements;
	}

	private static Column column(CatalogRow row, Set<String> json) throws SQLException {
		boolean isJson = json.contains(row.table() + "." + row.string("column_name"));
		return new Column(row.table(), row.string("column_name"), isJson ? "json" : row.string("column_type"),
				row.flag("nullable"), defaultValue(row), generation(row), isJson ? null : row.stringOrNull("collation"),
				row.stringOrNull("column_comment"));
	}

	/**
	 * The default. The catalog shows {@code NULL} for a nullable column without one, and
	 * a default text of that name in quotes.
	 */
	private static @Nullable String defaultValue(CatalogRow row) throws SQLException {
		String text = row.textOrNull("column_default");
		return "NULL".equals(text) ? null : text;
	}

	private static @Nullable String generation(CatalogRow row) throws SQLException {
		String expression = row.textOrNull("generation_expression");
		String generation = CatalogRow.join((expression != null) ? "generated always as (" + expression + ")" : null,
				row.string("extra"));
		return generation.isEmpty() ? null : generation;
	}

	/**
	 * A sequence is a table of one row. One statement reads them all.
	 */
	private static List<Sequence> sequences(Catalog catalog) {
		String sql = catalog.list(SEQUENCES, MariaDbReader::sequenceRow)
			.stream()
			.collect(Collectors.joining(" union all "));
		return sql.isEmpty() ? List.of() : catalog.list(sql, (row) -> row.sequence(null));
	}

	private static String sequenceRow(CatalogRow row) throws SQLException {
		String schema = row.string("schema_name");
		String name = row.string("object_name");
		return SEQUENCE.formatted(quoted(schema, '\''), quoted(name, '\''), quoted(schema, '`'), quoted(name, '`'));
	}

	private static String quoted(String name, char quote) {
		return quote + name.replace("\\", "\\\\").replace(String.valueOf(quote), "" + quote + quote) + quote;
	}

}
