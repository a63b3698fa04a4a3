package dev.headway.boot.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

import org.hibernate.Version;
import org.jspecify.annotations.Nullable;

import dev.headway.testing.database.TestDatabase;

/**
 * An attribute of a {@link RandomModel}.
 */
final class RandomAttribute {

	static final List<String> RELATIONS = List.of("ManyToOne", "ManyToOne", "OneToOne", "ManyToMany", "OneToMany",
			"JoinedOneToMany");

	private static final List<String> CONSTANTS = List.of("RED", "BLUE", "GREEN", "AMBER", "PINK");

	final int id;

	String kind;

	String column;

	boolean required;

	boolean unique;

	boolean elsewhere;

	boolean cascade;

	boolean constrained = true;

	int size;

	@Nullable String defaultValue;

	@Nullable String target;

	@Nullable RandomAttribute source;

	List<String> constants = List.of();

	List<RandomAttribute> parts = new ArrayList<>();

	RandomAttribute(int id, String kind, Random random) {
		this.id = id;
		this.kind = kind;
		this.column = pick(random, List.of("c%d", "name_%d", "value_%d", "`Mixed%d`", "`Group_%d`")).formatted(id);
		if (id == 0 && this.column.startsWith("c")) {
			this.column = "`key`";
		}
		vary(random);
	}

	RandomAttribute copy() {
		RandomAttribute copy = new RandomAttribute(this.id, this.kind, new Random(0));
		copy.column = this.column;
		copy.required = this.required;
		copy.unique = this.unique;
		copy.elsewhere = this.elsewhere;
		copy.cascade = this.cascade;
		copy.constrained = this.constrained;
		copy.size = this.size;
		copy.defaultValue = this.defaultValue;
		copy.target = this.target;
		copy.source = this.source;
		copy.constants = this.constants;
		copy.parts = new ArrayList<>(this.parts.stream().map(RandomAttribute::copy).toList());
		return copy;
	}

	/**
	 * Give it other details.
	 */
	void vary(Random random) {
		this.required = random.nextInt(3) == 0;
		this.unique = isBasic() && isShort() && random.nextInt(6) == 0;
		this.size = pick(random, List.of(20, 50, 255, 300));
		this.cascade = random.nextInt(4) == 0;
		this.constrained = random.nextInt(6) > 0;
		List<String> defaults = defaults();
		this.defaultValue = (random.nextInt(3) == 0 && !defaults.isEmpty()) ? pick(random, defaults) : null;
		this.constants = CONSTANTS.subList(random.nextInt(2), 3 + random.nextInt(3));
	}

	static <E> E pick(Random random, List<E> list) {
		return list.get(random.nextInt(list.size()));
	}

	static List<String> basicKinds(TestDatabase database) {
		List<String> kinds = new ArrayList<>(List.of("String", "String", "Integer", "Long", "Short", "Byte", "Double",
				"Float", "java.math.BigDecimal", "java.math.BigInteger", "Boolean", "boolean", "int", "Character",
				"java.time.LocalDate", "java.time.LocalTime", "java.time.LocalDateTime", "java.time.Instant",
				"java.time.OffsetDateTime", "java.util.UUID", "byte[]", "java.time.Duration", "STRING", "ORDINAL",
				"STRING", "NAMED_ENUM", "@Lob String", "@Lob byte[]",
				"@JdbcTypeCode(SqlTypes.JSON) java.util.Map<String, Object>", "String[]", "java.util.List<Integer>",
				"@JdbcTypeCode(SqlTypes.LONG32VARCHAR) String", "@Column String"));
		if (database == TestDatabase.MARIADB || (database == TestDatabase.H2 && isOfBoot40())) {
			kinds.remove("NAMED_ENUM");
		}
		return kinds;
	}

	/**
	 * Whether Hibernate is the one of Spring Boot 4.0, which has no enums on H2.
	 */
	private static boolean isOfBoot40() {
		return Version.getVersionString().startsWith("7.2.");
	}

	boolean isBasic() {
		return !RELATIONS.contains(this.kind) && !this.kind.equals("Embedded") && !this.kind.startsWith("Collection")
				&& !isGenerated();
	}

	boolean isGenerated() {
		return this.kind.equals("Generated");
	}

	boolean isToOne() {
		return this.kind.equals("ManyToOne") || this.kind.equals("OneToOne");
	}

	/**
	 * Whether its values fit in an index.
	 */
	boolean isShort() {
		return !this.kind.contains("@") && !this.kind.contains("[]") && !this.kind.contains("<")
				&& !this.kind.contains("oolean");
	}

	private List<String> defaults() {
		return switch (this.kind) {
			case "String" -> List.of("'a'", "'it''s'", "''");
			case "Integer", "Long", "Short", "int" -> List.of("5", "7", "-1");
			case "java.math.BigDecimal" -> List.of("1.50", "2");
			case "Boolean", "boolean" -> List.of("true", "false");
			case "java.time.LocalDate" -> List.of("'2020-01-01'", "current_date");
			case "java.time.LocalDateTime" -> List.of("current_timestamp");
			case "STRING" -> List.of("'BLUE'", "'GREEN'");
			case "ORDINAL" -> List.of("1", "0");
			case "java.util.UUID" -> List.of("'00000000-0000-0000-0000-000000000009'");
			default -> List.of();
		};
	}

	/**
	 * The attribute in Java.
	 * @param table the name of the secondary table
	 */
	String source(String owner, @Nullable String table) {
		String name = "f" + this.id;
		String at = (this.elsewhere && table != null) ? ", table = \"" + table + "\"" : "";
		return switch (this.kind) {
			case "ManyToOne",
					"OneToOne" ->
				"@%s%s @JoinColumn(name = \"%s\", nullable = %s%s)%s\n%s %s;".formatted(this.kind,
						this.required ? "(optional = false)" : "", this.column, !this.required,
						this.constrained ? "" : ", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)",
						(this.cascade && this.constrained) ? " @OnDelete(action = OnDeleteAction.CASCADE)" : "",
						this.target, name);
			case "ManyToMany" -> "@ManyToMany @JoinTable(name = \"%s_%s\")\njava.util.Set<%s> %s;"
				.formatted(owner.toLowerCase(Locale.ROOT), name, this.target, name);
			case "OneToMany" -> "@OneToMany @JoinColumn(name = \"%s_%s\")%s\njava.util.List<%s> %s;".formatted(
					owner.toLowerCase(Locale.ROOT), name,
					this.cascade ? " @OrderColumn(name = \"at_" + name + "\")" : "", this.target, name);
			case "JoinedOneToMany" -> "@OneToMany @JoinTable(name = \"%s_%s\")%s\njava.util.List<%s> %s;".formatted(
					owner.toLowerCase(Locale.ROOT), name, this.cascade ? " @OrderColumn" : "", this.target, name);
			case "CollectionSet" ->
				"@ElementCollection @CollectionTable(name = \"%s_%s\") @Column(name = \"%s\", length = %s)\njava.util.Set<String> %s;"
					.formatted(owner.toLowerCase(Locale.ROOT), name, this.column, this.size, name);
			case "CollectionList" -> "@ElementCollection%s\njava.util.List<%s> %s;"
				.formatted(this.cascade ? " @OrderColumn" : "", this.required ? "Integer" : "String", name);
			case "CollectionMap" -> "@ElementCollection\njava.util.Map<String, Integer> %s;".formatted(name);
			case "CollectionEmbedded" ->
				"@ElementCollection\njava.util.List<%s> %s;%s".formatted(embeddable(), name, embeddableSource());
			case "Embedded" -> "@Embedded\n%s %s;%s".formatted(embeddable(), name, embeddableSource());
			case "Generated" -> "@GeneratedColumn(\"%s\") @Column(name = \"%s\")\n%s %s;".formatted(expression(),
					this.column, isOfText() ? "String" : "Integer", name);
			default -> basic(at, name);
		};
	}

	private boolean isOfText() {
		return this.source != null && this.source.kind.equals("String");
	}

	private String expression() {
		String name = String.valueOf(this.source).replaceAll("[`\"]", "");
		return isOfText() ? ((this.size < 100) ? "lower(%s)" : "upper(%s)").formatted(name)
				: "%s * %d".formatted(name, this.size);
	}

	@Override
	public String toString() {
		return this.column;
	}

	private String embeddable() {
		return "Embeddable" + this.id;
	}

	private String embeddableSource() {
		return this.parts.stream()
			.map((part) -> part.source("", null))
			.collect(Collectors.joining("\n", "\n@Embeddable public static class " + embeddable() + " {\n", "\n}\n"));
	}

	private String basic(String at, String name) {
		String more = switch (this.kind) {
			case "String", "byte[]", "@Column String" -> ", length = " + this.size;
			case "java.math.BigDecimal" ->
				", precision = %d, scale = %d".formatted(10 + this.size % 7, 2 + this.size % 3);
			default -> "";
		};
		String annotations = "@Column(name = \"%s\"%s%s%s%s)%s ".formatted(this.column,
				this.required ? ", nullable = false" : "", this.unique ? ", unique = true" : "", more, at,
				(this.defaultValue != null) ? " @ColumnDefault(\"" + this.defaultValue + "\")" : "");
		String constants = "\npublic enum Enum%d { %s }".formatted(this.id, String.join(", ", this.constants));
		return switch (this.kind) {
			case "STRING", "ORDINAL" ->
				"%s @Enumerated(EnumType.%s)\nEnum%d %s;%s".formatted(annotations, this.kind, this.id, name, constants);
			case "NAMED_ENUM" ->
				"%s @JdbcTypeCode(SqlTypes.NAMED_ENUM)\nEnum%d %s;%s".formatted(annotations, this.id, name, constants);
			default -> annotations + "\n" + this.kind.replace("@Column ", "") + " " + name + ";";
		};
	}

}
