package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.headway.testing.database.TestDatabase;

/**
 * Random tables as statements of a database, and random edits of them.
 */
final class RandomSchema {

	private static final List<String> TABLES = List.of("users", "posts", "tags", "order", "Mixed", "user_roles");

	private static final List<String> COLUMNS = List.of("name", "email", "age", "price", "born", "active", "status",
			"note", "group", "Title", "amount", "rank_no");

	private final TestDatabase database;

	private final Random random;

	private final Map<String, RandomTable> tables = new LinkedHashMap<>();

	private final Map<String, Integer> sequences = new TreeMap<>();

	private final Map<String, String> renamedTables = new TreeMap<>();

	private final Map<String, String> renamedColumns = new TreeMap<>();

	private List<String> enumValues = List.of();

	private int counter;

	RandomSchema(TestDatabase database, Random random) {
		this.database = database;
		this.random = random;
		int count = 1 + random.nextInt(4);
		for (int number = 0; number < count; number++) {
			addTable();
		}
		if (random.nextBoolean()) {
			this.sequences.put("users_seq", 50);
		}
		if (database == TestDatabase.POSTGRESQL && random.nextBoolean()) {
			this.enumValues = List.of("new", "old");
		}
		for (int edit = 0; edit < 4; edit++) {
			edit();
		}
	}

	private RandomSchema(RandomSchema other) {
		this.database = other.database;
		this.random = other.random;
		this.counter = other.counter;
		other.tables.forEach((name, table) -> this.tables.put(name, table.copy()));
		this.sequences.putAll(other.sequences);
		this.enumValues = other.enumValues;
	}

	/**
	 * This schema after a few random edits, or in one case of ten another schema.
	 */
	RandomSchema next() {
		if (this.random.nextInt(10) == 0) {
			return new RandomSchema(this.database, this.random);
		}
		RandomSchema copy = new RandomSchema(this);
		int edits = 1 + this.random.nextInt(6);
		for (int edit = 0; edit < edits; edit++) {
			copy.edit();
		}
		for (int number = this.random.nextInt(3); number > 0; number--) {
			copy.rename(this);
		}
		return copy;
	}

	/**
	 * Rename a table or a column that both schemas have.
	 */
	private void rename(RandomSchema before) {
		RandomTable table = pick(new ArrayList<>(this.tables.values()));
		RandomTable old = before.tables.get(table.name);
		if (old == null || old.numeric != table.numeric) {
			return;
		}
		if (this.random.nextInt(3) == 0) {
			String name = pick(List.of("renamed_", "Renamed ")) + this.counter++;
			this.renamedTables.put(table.name, name);
			renameTable(table, name);
			return;
		}
		List<String> names = new ArrayList<>(table.columns.keySet());
		names.retainAll(old.columns.keySet());
		if (!names.isEmpty()) {
			String name = pick(names);
			String target = pick(List.of("renamed_", "Renamed ")) + this.counter++;
			this.renamedColumns.put(table.name + "." + name, target);
			table.rename(name, target, this::quoted);
		}
	}

	private void renameTable(RandomTable table, String name) {
		Map<String, RandomTable> all = new LinkedHashMap<>(this.tables);
		this.tables.clear();
		all.values().forEach((each) -> {
			RandomTable renamed = (each == table) ? each.copy(name) : each;
			renamed.foreignKeys.replaceAll((key) -> key.target().equals(table.name)
					? new RandomKey(key.column(), name, key.rule(), key.name()) : key);
			this.tables.put(renamed.name, renamed);
		});
	}

	/**
	 * The old name of a column, with that of its table.
	 */
	String nameBefore(String column) {
		int dot = column.lastIndexOf('.');
		String table = column.substring(0, dot);
		String owner = before(this.renamedTables, table);
		return owner + "." + Stream.of(owner, table)
			.flatMap((name) -> this.renamedColumns.entrySet()
				.stream()
				.filter((renamed) -> renamed.getValue().equalsIgnoreCase(column.substring(dot + 1))
						&& renamed.getKey().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ".")))
			.map((renamed) -> renamed.getKey().substring(renamed.getKey().lastIndexOf('.') + 1))
			.findFirst()
			.orElse(column.substring(dot + 1));
	}

	private static String before(Map<String, String> renamed, String name) {
		return renamed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equalsIgnoreCase(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
	}

	/**
	 * The options with which this schema is what became of another one.
	 */
	MigrationOptions options(MigrationOptions options) {
		MigrationOptions all = options;
		for (Map.Entry<String, String> renamed : this.renamedTables.entrySet()) {
			all = all.renameTable(renamed.getKey(), renamed.getValue());
		}
		for (Map.Entry<String, String> renamed : this.renamedColumns.entrySet()) {
			all = all.renameColumn(renamed.getKey(), renamed.getValue());
		}
		return all;
	}

	private void edit() {
		RandomTable table = pick(new ArrayList<>(this.tables.values()));
		switch (this.random.nextInt(19)) {
			case 0 -> addTable();
			case 1 -> removeTable(table);
			case 2, 3, 4 -> table.columns.put(pick(COLUMNS), randomColumn());
			case 5 -> removeColumn(table);
			case 6, 7 -> changeColumn(table);
			case 8 -> table.uniques.add(randomColumns(table));
			case 9, 10 -> table.indexes.put("ix_" + this.counter++, randomColumns(table));
			case 11 -> addForeignKey(table);
			case 12 -> addCheck(table);
			case 13 -> removeConstraints(table);
			case 14 -> this.sequences.put(pick(List.of("users_seq", "posts_seq")), pick(List.of(1, 10, 50)));
			case 15 -> table.switchIdentity();
			case 16 -> addGenerated(table);
			case 17 -> table.generated.clear();
			default -> changeEnum();
		}
		table.prune();
	}

	private void changeEnum() {
		if (!this.enumValues.isEmpty()) {
			this.enumValues = pick(
					List.of(List.of("new", "old"), List.of("new", "mid", "old"), List.of("new", "old", "gone")));
		}
	}

	private void addTable() {
		String name = pick(TABLES);
		RandomTable table = new RandomTable(name);
		table.numeric = this.random.nextInt(5) > 0;
		table.identity = table.numeric && this.random.nextBoolean();
		int count = 1 + this.random.nextInt(4);
		for (int number = 0; number < count; number++) {
			table.columns.put(pick(COLUMNS), randomColumn());
		}
		RandomTable old = this.tables.put(name, table);
		if (old != null && old.numeric != table.numeric) {
			removeReferences(name);
		}
	}

	private void removeTable(RandomTable table) {
		if (this.tables.size() > 1) {
			this.tables.remove(table.name);
			removeReferences(table.name);
		}
	}

	private void removeReferences(String name) {
		this.tables.values().forEach((other) -> other.foreignKeys.removeIf((key) -> key.target().equals(name)));
	}

	private void removeColumn(RandomTable table) {
		if (table.columns.size() > 1) {
			table.columns.remove(pick(new ArrayList<>(table.columns.keySet())));
		}
	}

	private void changeColumn(RandomTable table) {
		String name = pick(new ArrayList<>(table.columns.keySet()));
		RandomColumn column = table.column(name);
		RandomColumn other = randomColumn();
		table.columns.put(name, switch (this.random.nextInt(4)) {
			case 0 -> new RandomColumn(column.type(), !column.notNull(), column.defaultValue(), column.comment());
			case 1 -> new RandomColumn(column.type(), column.notNull(), defaultOf(column.type()), column.comment());
			case 2 -> new RandomColumn(column.type(), column.notNull(), column.defaultValue(), other.comment());
			default -> other;
		});
	}

	private void addForeignKey(RandomTable table) {
		RandomTable target = pick(new ArrayList<>(this.tables.values()));
		String column = target.name.toLowerCase(Locale.ROOT) + "_ref";
		table.columns.put(column, new RandomColumn(target.numeric ? "bigint" : "varchar(36)", false, "", ""));
		table.foreignKeys.removeIf((key) -> key.column().equals(column));
		table.foreignKeys.add(new RandomKey(column, target.name, pick(List.of("", " on delete cascade")),
				this.random.nextBoolean() ? "fk_" + this.counter++ : ""));
	}

	private void addCheck(RandomTable table) {
		String name = pick(new ArrayList<>(table.columns.keySet()));
		String type = table.column(name).type();
		if (type.startsWith("int") || type.startsWith("bigint") || type.startsWith("numeric")) {
			table.checks.put(name, quoted(name) + " > " + this.random.nextInt(3));
		}
		else if (type.startsWith("varchar")) {
			table.checks.put(name, quoted(name) + " in ('a', 'b" + this.random.nextInt(3) + "')");
		}
	}

	private void addGenerated(RandomTable table) {
		String name = pick(new ArrayList<>(table.columns.keySet()));
		String type = table.column(name).type();
		if (type.equals("int") || type.equals("bigint")) {
			table.generated.put("twice", new RandomGeneration("bigint", name, this.random.nextInt(3)));
		}
		else if (type.startsWith("varchar")) {
			table.generated.put("shown", new RandomGeneration("varchar(60)", name, 0));
		}
	}

	private String generated(RandomGeneration column) {
		String expression = column.type().equals("bigint") ? quoted(column.column()) + " * 2 + " + column.number()
				: "upper(" + quoted(column.column()) + ")";
		return column.type() + " generated always as (" + expression + ")"
				+ ((this.database == TestDatabase.H2) ? "" : " stored");
	}

	private void removeConstraints(RandomTable table) {
		switch (this.random.nextInt(4)) {
			case 0 -> table.uniques.clear();
			case 1 -> table.indexes.clear();
			case 2 -> table.checks.clear();
			default -> table.foreignKeys.clear();
		}
	}

	private List<String> randomColumns(RandomTable table) {
		List<String> names = new ArrayList<>(table.columns.keySet());
		names.removeIf((name) -> table.column(name).type().matches("text|clob|longtext"));
		Collections.shuffle(names, this.random);
		return new ArrayList<>(names.subList(0, Math.min(names.size(), 1 + this.random.nextInt(2))));
	}

	private RandomColumn randomColumn() {
		List<String> types = new ArrayList<>(List.of("int", "bigint", "varchar(20)", "varchar(50)", "numeric(10,2)",
				"numeric(12,2)", "date", "boolean", "timestamp(3)"));
		List<String> special = switch (this.database) {
			case H2 -> List.of("enum('new', 'old')", "clob");
			case POSTGRESQL -> List.of("timestamp(3) with time zone", this.enumValues.isEmpty() ? "text" : "status");
			case MARIADB -> List.of("enum('new','old')", "longtext");
		};
		types.addAll(special);
		String type = pick(types);
		return new RandomColumn(type, this.random.nextInt(3) == 0, this.random.nextBoolean() ? "" : defaultOf(type),
				(this.random.nextInt(6) == 0) ? pick(List.of("what it is", "it's")) : "");
	}

	private String defaultOf(String type) {
		if (type.startsWith("varchar")) {
			return pick(List.of("'a'", "'b0'", ""));
		}
		if (type.startsWith("enum") || type.equals("status")) {
			return pick(List.of("'new'", "'old'", ""));
		}
		return switch (type) {
			case "int", "bigint" -> pick(List.of("5", "7", ""));
			case "numeric(10,2)", "numeric(12,2)" -> pick(List.of("1.50", "2", ""));
			case "boolean" -> pick(List.of("true", "false", ""));
			case "date" -> pick(List.of("'2020-01-01'", "current_date", ""));
			default -> "";
		};
	}

	private <E> E pick(List<E> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	String quoted(String name) {
		char quote = (this.database == TestDatabase.MARIADB) ? '`' : '"';
		boolean plain = name.matches("[a-z_]+") && !List.of("order", "group").contains(name);
		return plain ? name : quote + name + quote;
	}

	private String quoted(List<String> names) {
		return "(" + String.join(", ", names.stream().map(this::quoted).toList()) + ")";
	}

	List<String> tableNames() {
		return List.copyOf(this.tables.keySet());
	}

	List<String> statements() {
		List<String> statements = new ArrayList<>();
		if (!this.enumValues.isEmpty()) {
			statements.add("create type status as enum ('" + String.join("', '", this.enumValues) + "')");
		}
		this.sequences.forEach((name, increment) -> statements
			.add("create sequence " + name + " start with 1 increment by " + increment));
		this.tables.values().forEach((table) -> statements.add(create(table)));
		this.tables.values().forEach((table) -> {
			statements.addAll(comments(table));
			table.indexes.forEach((name, columns) -> statements
				.add("create index " + name + " on " + quoted(table.name) + " " + quoted(columns)));
		});
		this.tables.values()
			.forEach((table) -> table.foreignKeys.forEach((key) -> statements.add("alter table " + quoted(table.name)
					+ " add " + (key.name().isEmpty() ? "" : "constraint " + key.name() + " ") + "foreign key ("
					+ quoted(key.column()) + ") references " + quoted(key.target()) + " (id)" + key.rule())));
		return statements;
	}

	private String create(RandomTable table) {
		List<String> lines = new ArrayList<>();
		boolean mariaDb = this.database == TestDatabase.MARIADB;
		String identity = mariaDb ? " auto_increment" : " generated by default as identity";
		lines.add("id " + (table.numeric ? "bigint" : "varchar(36)") + " not null" + (table.identity ? identity : ""));
		table.columns.forEach((name, column) -> lines.add(quoted(name) + " " + column.type()
				+ (column.defaultValue().isEmpty() ? "" : " default " + column.defaultValue())
				+ nullability(column, mariaDb) + (mariaDb ? column.inlineComment() + table.inlineCheck(name) : "")));
		table.generated.forEach((name, column) -> lines.add(name + " " + generated(column)));
		lines.add("primary key (id)");
		table.uniques.forEach((columns) -> lines.add("unique " + quoted(columns)));
		table.checks.forEach((name, check) -> {
			if (!mariaDb || table.inlineCheck(name).isEmpty()) {
				lines.add("check (" + check + ")");
			}
		});
		return "create table " + quoted(table.name) + " (" + String.join(", ", lines) + ")";
	}

	private static String nullability(RandomColumn column, boolean mariaDb) {
		if (column.notNull()) {
			return " not null";
		}
		return mariaDb ? " null" : "";
	}

	private List<String> comments(RandomTable table) {
		return (this.database == TestDatabase.MARIADB) ? List.of()
				: table.columns.entrySet()
					.stream()
					.filter((entry) -> !entry.getValue().comment().isEmpty())
					.map((entry) -> "comment on column %s.%s is '%s'".formatted(quoted(table.name),
							quoted(entry.getKey()), entry.getValue().comment().replace("'", "''")))
					.toList();
	}

	@Override
	public String toString() {
		return String.join(";\n", statements()) + ";";
	}

	private record RandomColumn(String type, boolean notNull, String defaultValue, String comment) {

		String inlineComment() {
			return this.comment.isEmpty() ? "" : " comment '" + this.comment.replace("'", "''") + "'";
		}

	}

	/**
	 * A column with an expression of another one.
	 */
	private record RandomGeneration(String type, String column, int number) {
	}

	private record RandomKey(String column, String target, String rule, String name) {
	}

	private static final class RandomTable {

		private final String name;

		private final Map<String, RandomColumn> columns = new LinkedHashMap<>();

		private final TreeSet<List<String>> uniques = new TreeSet<>(
				Comparator.comparing((List<String> columns) -> columns.stream().sorted().toList().toString()));

		private final Map<String, List<String>> indexes = new TreeMap<>();

		private final Map<String, String> checks = new TreeMap<>();

		private final List<RandomKey> foreignKeys = new ArrayList<>();

		private final Map<String, RandomGeneration> generated = new TreeMap<>();

		private boolean numeric;

		private boolean identity;

		RandomTable(String name) {
			this.name = name;
		}

		/**
		 * The check as part of the column, which is not the same on MariaDB.
		 */
		String inlineCheck(String column) {
			boolean inline = column.length() % 2 == 0 && this.checks.containsKey(column);
			return inline ? " check (" + this.checks.get(column) + ")" : "";
		}

		RandomColumn column(String column) {
			return Objects.requireNonNull(this.columns.get(column));
		}

		void switchIdentity() {
			this.identity = !this.identity && this.numeric;
		}

		RandomTable copy() {
			return copy(this.name);
		}

		RandomTable copy(String newName) {
			RandomTable copy = new RandomTable(newName);
			copy.columns.putAll(this.columns);
			copy.uniques.addAll(this.uniques);
			copy.indexes.putAll(this.indexes);
			copy.checks.putAll(this.checks);
			copy.foreignKeys.addAll(this.foreignKeys);
			copy.generated.putAll(this.generated);
			copy.numeric = this.numeric;
			copy.identity = this.identity;
			return copy;
		}

		void rename(String before, String after, UnaryOperator<String> quoted) {
			UnaryOperator<String> renamed = (column) -> column.equals(before) ? after : column;
			Map<String, RandomColumn> all = new LinkedHashMap<>(this.columns);
			this.columns.clear();
			all.forEach((column, definition) -> this.columns.put(renamed.apply(column), definition));
			List<List<String>> keys = new ArrayList<>(this.uniques);
			this.uniques.clear();
			keys.forEach((names) -> this.uniques.add(names.stream().map(renamed).toList()));
			this.indexes.replaceAll((index, names) -> names.stream().map(renamed).toList());
			this.foreignKeys
				.replaceAll((key) -> new RandomKey(renamed.apply(key.column()), key.target(), key.rule(), key.name()));
			this.generated.replaceAll((column, generation) -> new RandomGeneration(generation.type(),
					renamed.apply(generation.column()), generation.number()));
			String check = this.checks.remove(before);
			if (check != null) {
				this.checks.put(after, check.replace(quoted.apply(before), quoted.apply(after)));
			}
		}

		/**
		 * Remove what does not fit the columns any more.
		 */
		void prune() {
			this.uniques.removeIf((names) -> !fits(names));
			this.indexes.values().removeIf((names) -> !fits(names));
			this.foreignKeys.removeIf((key) -> !this.columns.containsKey(key.column())
					|| !column(key.column()).type().matches("bigint|varchar\\(36\\)"));
			this.checks.entrySet().removeIf((check) -> !fits(check.getKey(), check.getValue()));
			this.generated.values().removeIf((generation) -> !fits(generation));
		}

		private boolean fits(List<String> names) {
			return !names.isEmpty() && Stream.of(names)
				.flatMap(List::stream)
				.allMatch(
						(name) -> this.columns.containsKey(name) && !column(name).type().matches("text|clob|longtext"));
		}

		private boolean fits(RandomGeneration generation) {
			RandomColumn column = this.columns.get(generation.column());
			return column != null
					&& column.type().matches(generation.type().equals("bigint") ? "int|bigint" : "varchar\\(.*");
		}

		private boolean fits(String name, String check) {
			RandomColumn column = this.columns.get(name);
			return column != null && (check.contains(" in (") ? column.type().startsWith("varchar")
					: column.type().matches("(int|bigint|numeric).*"));
		}

	}

}
