package dev.headway.boot.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * An entity of a {@link RandomModel}.
 */
final class RandomEntity {

	private static final List<String> IDS = List.of("Long", "Long", "Long", "Integer", "java.util.UUID", "String");

	private static final List<String> STRATEGIES = List.of("SINGLE_TABLE", "JOINED", "TABLE_PER_CLASS");

	final String name;

	final List<RandomAttribute> attributes = new ArrayList<>();

	final List<Index> indexes = new ArrayList<>();

	String table;

	String idType = "Long";

	int generator;

	int increment = 50;

	@Nullable String parent;

	boolean children;

	int strategy;

	boolean version;

	boolean softDelete;

	boolean secondary;

	RandomEntity(String name, String table) {
		this.name = name;
		this.table = table;
	}

	RandomEntity copy() {
		RandomEntity copy = new RandomEntity(this.name, this.table);
		this.attributes.forEach((attribute) -> copy.attributes.add(attribute.copy()));
		copy.indexes.addAll(this.indexes);
		copy.idType = this.idType;
		copy.generator = this.generator;
		copy.increment = this.increment;
		copy.parent = this.parent;
		copy.children = this.children;
		copy.strategy = this.strategy;
		copy.version = this.version;
		copy.softDelete = this.softDelete;
		copy.secondary = this.secondary;
		return copy;
	}

	boolean isAlone() {
		return this.parent == null && !this.children;
	}

	/**
	 * Give it another id.
	 */
	void identify(Random random) {
		if (random.nextInt(3) == 0) {
			this.idType = RandomAttribute.pick(random, IDS);
		}
		this.generator = random.nextInt(3);
		this.increment = RandomAttribute.pick(random, List.of(1, 10, 50));
	}

	void add(RandomAttribute attribute) {
		if (this.attributes.stream().noneMatch((other) -> other.column.equals(attribute.column))) {
			this.attributes.add(attribute);
		}
	}

	String source(int strategy, RandomEntity root) {
		StringBuilder source = new StringBuilder();
		source.append("@Entity(name = \"%s\")\n".formatted(this.name));
		boolean ownTable = this.parent == null || strategy != 0;
		if (ownTable) {
			source.append("@Table(name = \"%s\"%s)\n".formatted(this.table, keys()));
		}
		if (this.parent == null && this.children) {
			source.append("@Inheritance(strategy = InheritanceType.%s)\n".formatted(STRATEGIES.get(strategy)));
		}
		boolean perClass = this.children && strategy == 2;
		if (this.parent == null && this.softDelete && !perClass) {
			source.append("@SoftDelete\n");
		}
		boolean hasSecondary = this.secondary && isAlone();
		String more = this.name.toLowerCase(Locale.ROOT) + "_more";
		if (hasSecondary) {
			source.append("@SecondaryTable(name = \"%s\")\n".formatted(more));
		}
		source.append("public static class %s%s {\n".formatted(this.name,
				(this.parent != null) ? " extends " + this.parent : ""));
		if (this.parent == null) {
			source.append(id(perClass));
		}
		if (this.parent == null && this.version) {
			source.append("@Version\nlong version;\n");
		}
		this.attributes.forEach(
				(attribute) -> source.append(attribute.source(this.name, hasSecondary ? more : null)).append('\n'));
		return source.append("}\n").toString();
	}

	private String id(boolean perClass) {
		boolean number = this.idType.equals("Long") || this.idType.equals("Integer");
		String generation = "";
		if (number && this.generator == 0 && !perClass) {
			generation = "@GeneratedValue(strategy = GenerationType.IDENTITY) ";
		}
		else if (number && this.generator == 1) {
			generation = "@GeneratedValue(generator = \"%1$s\") @SequenceGenerator(name = \"%1$s\", sequenceName = \"%1$s\", allocationSize = %2$d) "
				.formatted(this.name.toLowerCase(Locale.ROOT) + "_numbers", this.increment);
		}
		else if (this.idType.equals("java.util.UUID") && this.generator < 2) {
			generation = "@GeneratedValue ";
		}
		return "@Id %s%s\n%s id;\n".formatted(generation, this.idType.equals("String") ? "@Column(length = 36) " : "",
				this.idType);
	}

	private String keys() {
		String plain = keys(false);
		String unique = keys(true);
		return (plain.isEmpty() ? "" : ", indexes = { " + plain + " }")
				+ (unique.isEmpty() ? "" : ", uniqueConstraints = { " + unique + " }");
	}

	private String keys(boolean constraints) {
		return this.indexes.stream()
			.filter((index) -> index.constraint() == constraints)
			.map((index) -> key(index, constraints))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
	}

	private @Nullable String key(Index index, boolean constraint) {
		List<String> columns = this.attributes.stream()
			.filter((attribute) -> index.attributes().contains(attribute.id) && !attribute.elsewhere
					&& (attribute.isToOne() || (attribute.isBasic() && attribute.isShort())))
			.map((attribute) -> attribute.column)
			.toList();
		if (columns.isEmpty()) {
			return null;
		}
		String name = index.named() ? "name = \"key_%d\", ".formatted(index.id()) : "";
		return constraint
				? "@UniqueConstraint(%scolumnNames = { %s })".formatted(name,
						columns.stream().map((column) -> '"' + column + '"').collect(Collectors.joining(", ")))
				: "@Index(%scolumnList = \"%s\")".formatted(name, String.join(", ", columns));
	}

	/**
	 * An index or a unique constraint.
	 *
	 * @param id its number
	 * @param named whether it has a name
	 * @param constraint whether it is a unique constraint
	 * @param attributes the numbers of its attributes
	 */
	record Index(int id, boolean named, boolean constraint, List<Integer> attributes) {

	}

}
