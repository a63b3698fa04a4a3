package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.headway.schema.PostgresqlText.ParenthesizedList;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.TableConstraint;

/**
 * Reads the constraints and indexes of PostgreSQL.
 */
final class PostgresqlConstraints {

	private static final String CONSTRAINTS = """
			select n.nspname as schema_name, c.relname as table_name, o.conname as object_name,
			  case o.contype when 'p' then 'PRIMARY_KEY' when 'u' then 'UNIQUE_CONSTRAINT' when 'f' then 'FOREIGN_KEY'
			    when 'c' then 'CHECK_CONSTRAINT' else 'EXCLUSION_CONSTRAINT' end as kind,
			  pg_get_constraintdef(o.oid, true) as definition, f.relname as referenced_table,
			  concat_ws(' ', case o.confmatchtype when 'f' then 'match full' end,
			    case when o.condeferrable then 'deferrable' end, case when o.condeferred then 'initially deferred' end,
			    case when not o.convalidated then 'not valid' end) as properties,
			  fn.nspname as referenced_schema, o.confupdtype as on_update, o.confdeltype as on_delete,
			  concat_ws('_', c.relname,
			    case o.contype when 'p' then null
			      when 'c' then (select min(a.attname) from pg_attribute a
			        where a.attrelid = o.conrelid and a.attnum = any(o.conkey) having count(*) = 1)
			      when 'f' then (select string_agg(a.attname, '_' order by k.position)
			        from unnest(o.conkey) with ordinality k(number, position)
			        join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number)
			      else (select string_agg(a.attname, '_' order by a.attnum)
			        from pg_attribute a where a.attrelid = o.conindid) end,
			    case o.contype when 'p' then 'pkey' when 'c' then 'check' when 'f' then 'fkey' when 'u' then 'key'
			      else 'excl' end) as usual_name,
			  array(select a.attname::text from unnest(o.conkey) with ordinality k(number, position)
			    join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number order by k.position) as key_columns,
			  array(select a.attname::text from unnest(o.confkey) with ordinality k(number, position)
			    join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.number order by k.position)
			    as referenced_columns
			from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
			left join pg_class f on f.oid = o.confrelid left join pg_namespace fn on fn.oid = f.relnamespace
			where o.contype in ('p', 'u', 'f', 'c', 'x') and o.conparentid = 0 and n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_class", "c.oid");

	private static final String INDEXES = """
			select n.nspname as schema_name, c.relname as table_name, i.relname as object_name, 'INDEX' as kind,
			  x.indisunique as is_unique, x.indisvalid as valid, pg_get_indexdef(x.indexrelid, 0, true) as definition,
			  concat_ws('_', c.relname, (select string_agg(a.attname, '_' order by a.attnum)
			    from pg_attribute a where a.attrelid = x.indexrelid), 'idx') as usual_name
			from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
			join pg_namespace n on n.oid = c.relnamespace
			where n.nspname in (:schemas) and not exists (
			  select from pg_constraint o where o.conindid = x.indexrelid and o.contype in ('p', 'u', 'x'))"""
			+ PostgresqlText.notInExtension("pg_class", "c.oid");

	private static final Pattern INDEX = Pattern.compile(".* USING (\\w+) (\\(.*)", Pattern.DOTALL);

	private static final Pattern KEY = Pattern.compile("(?:PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? (\\(.*)",
			Pattern.DOTALL);

	private static final Pattern SET_COLUMNS = Pattern.compile(" ON DELETE SET (?:NULL|DEFAULT) (\\([^()]*\\))");

	private PostgresqlConstraints() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(catalog.list(CONSTRAINTS, PostgresqlConstraints::constraint));
		elements.addAll(catalog.list(INDEXES, PostgresqlConstraints::index));
		return elements;
	}

	private static SchemaElement constraint(CatalogRow row) throws SQLException {
		return switch (row.kind()) {
			case FOREIGN_KEY -> foreignKey(row);
			case CHECK_CONSTRAINT -> check(row);
			case EXCLUSION_CONSTRAINT -> row.objectOfTable();
			default -> constraint(row, row.list("key_columns"), keyProperties(row));
		};
	}

	private static TableConstraint constraint(CatalogRow row, List<String> terms, String properties)
			throws SQLException {
		return new TableConstraint(row.kind(), row.table(), name(row), terms, properties);
	}

	private static String keyProperties(CatalogRow row) throws SQLException {
		Matcher key = KEY.matcher(row.text("definition"));
		return key.matches() ? CatalogRow.join((key.group(1) != null) ? "nulls not distinct" : null,
				ParenthesizedList.of(key.group(2)).rest()) : "";
	}

	private static ForeignKey foreignKey(CatalogRow row) throws SQLException {
		Matcher columns = SET_COLUMNS.matcher(row.text("definition"));
		String onDelete = rule(row.string("on_delete")) + (columns.find() ? " " + columns.group(1) : "");
		return new ForeignKey(row.table(), name(row), row.list("key_columns"),
				row.name("referenced_schema", "referenced_table"), row.list("referenced_columns"),
				rule(row.string("on_update")), onDelete, row.text("properties"));
	}

	private static String rule(String letter) {
		return switch (letter) {
			case "r" -> "restrict";
			case "c" -> "cascade";
			case "n" -> "set null";
			case "d" -> "set default";
			default -> ForeignKey.NO_ACTION;
		};
	}

	private static TableConstraint check(CatalogRow row) throws SQLException {
		String definition = PostgresqlText.withoutTextCasts(row.text("definition"));
		ParenthesizedList expression = ParenthesizedList.of(definition.substring(definition.indexOf('(')));
		return constraint(row, List.of(expression.inner()), expression.rest());
	}

	private static TableConstraint index(CatalogRow row) throws SQLException {
		Matcher index = INDEX.matcher(PostgresqlText.withoutTextCasts(row.text("definition")));
		if (!index.matches()) {
			throw new IllegalStateException("Unknown definition of an index: " + row.text("definition"));
		}
		ParenthesizedList columns = ParenthesizedList.of(index.group(2));
		return constraint(row, columns.items(),
				CatalogRow.join(row.flag("is_unique") ? "unique" : null,
						index.group(1).equals("btree") ? null : "using " + index.group(1), columns.rest(),
						row.flag("valid") ? null : "invalid"));
	}

	private static ElementName name(CatalogRow row) throws SQLException {
		String name = row.string("object_name");
		return new ElementName(name, PostgresqlText.isSystemMade(name, row.string("usual_name")));
	}

}
