package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;

/**
 * Reads the tables, columns and sequences of PostgreSQL.
 */
final class PostgresqlTables {

	private static final String TABLES = """
			select n.nspname as schema_name, c.relname as table_name, obj_description(c.oid, 'pg_class') as remarks,
			  concat_ws(' ', case c.relpersistence when 'u' then 'unlogged' end, case c.relkind when 'f' then 'foreign' end,
			    (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
			      from pg_inherits i where i.inhrelid = c.oid),
			    pg_get_expr(c.relpartbound, c.oid, true), 'partition by ' || pg_get_partkeydef(c.oid),
			    case when c.relrowsecurity then 'row level security' end,
			    'with (' || array_to_string(c.reloptions, ', ') || ')') as properties
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p', 'f') and n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_class", "c.oid");

	private static final String COLUMNS = """
			select n.nspname as schema_name, c.relname as table_name, a.attname as column_name, not a.attnotnull as nullable,
			  format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default_value,
			  a.attidentity as identity, case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end as generated, l.collname as collation,
			  col_description(c.oid, a.attnum) as remarks
			from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
			join pg_type t on t.oid = a.atttypid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			left join pg_collation l on l.oid = a.attcollation and a.attcollation <> t.typcollation
			where c.relkind in ('r', 'p', 'f') and a.attnum > 0 and not a.attisdropped and n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_class", "c.oid") + " order by 1, 2, a.attnum";

	private static final String SEQUENCES = """
			select n.nspname as schema_name, c.relname as object_name, format_type(s.seqtypid, null) as type,
			  s.seqstart as start_value, s.seqincrement as increment, s.seqmin as minimum_value,
			  s.seqmax as maximum_value, s.seqcache as cache, s.seqcycle as cycles, d.deptype = 'i' as of_identity,
			  tn.nspname as owner_schema, t.relname as owner_table, a.attname as owner_column, exists (
			    select from pg_attrdef f join pg_depend u on u.classid = 'pg_attrdef'::regclass and u.objid = f.oid
			      and u.refclassid = 'pg_class'::regclass and u.refobjid = c.oid
			    where f.adrelid = a.attrelid and f.adnum = a.attnum) as of_default
			from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
			left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refobjsubid > 0
			  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
			left join pg_class t on t.oid = d.refobjid left join pg_namespace tn on tn.oid = t.relnamespace
			left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
			where n.nspname in (:schemas)""" + PostgresqlText.notInExtension("pg_class", "c.oid");

	private PostgresqlTables() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(catalog.list(TABLES, CatalogRow::tableElement));
		Map<String, Sequence> sequences = new HashMap<>();
		for (Owned owned : catalog.list(SEQUENCES, PostgresqlTables::owned)) {
			if (owned.column() != null) {
				sequences.put(owned.column(), owned.sequence());
			}
			else {
				elements.add(owned.sequence());
			}
		}
		elements.addAll(catalog.list(COLUMNS, (row) -> column(row, sequences)));
		return elements;
	}

	private static Owned owned(CatalogRow row) throws SQLException {
		String column = row.stringOrNull("owner_column");
		ObjectName table = (column != null) ? row.name("owner_schema", "owner_table") : null;
		boolean serial = table != null && row.flag("of_default")
				&& PostgresqlText.isSystemMade(row.string("object_name"), table.name() + "_" + column + "_seq");
		return new Owned(row.sequence(table), (serial || row.flag("of_identity")) ? table + "." + column : null);
	}

	private static Column column(CatalogRow row, Map<String, Sequence> sequences) throws SQLException {
		String text = row.textOrNull("default_value");
		String defaultValue = (text != null) ? PostgresqlText.withoutTextCasts(text) : null;
		String generation = null;
		Sequence sequence = sequences.get(row.table() + "." + row.string("column_name"));
		String kept = row.stringOrNull("generated");
		if (kept != null) {
			generation = "generated always as (" + defaultValue + ") " + kept;
			defaultValue = null;
		}
		else if (sequence != null) {
			generation = sequence.generation(generation(row.string("identity")));
			defaultValue = isNextValue(defaultValue) ? null : defaultValue;
		}
		return new Column(row.table(), row.string("column_name"), row.text("type"), row.flag("nullable"), defaultValue,
				generation, row.stringOrNull("collation"), row.stringOrNull("remarks"));
	}

	private static String generation(String identity) {
		return switch (identity) {
			case "a" -> "generated always as identity";
			case "d" -> "generated by default as identity";
			default -> "serial";
		};
	}

	private static boolean isNextValue(@Nullable String defaultValue) {
		return defaultValue != null && defaultValue.matches("nextval\\('[^']*'::regclass\\)");
	}

	/**
	 * A sequence, and the column whose values it generates.
	 */
	private record Owned(Sequence sequence, @Nullable String column) {
	}

}
