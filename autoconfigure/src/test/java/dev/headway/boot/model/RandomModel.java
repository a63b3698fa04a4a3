package dev.headway.boot.model;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.testing.database.TestDatabase;

/**
 * Random JPA entities as Java source. Each edit follows from a number, so that a model
 * with fewer edits is one, too.
 */
final class RandomModel {

	private static final Map<String, String> TABLES = Map.of("Person", "person", "Order", "`order`", "Pet", "pets",
			"Tag", "tag", "Invoice", "`Invoice`", "User", "`user`");

	private final TestDatabase database;

	private final Map<String, RandomEntity> entities = new LinkedHashMap<>();

	private int counter;

	private RandomModel(TestDatabase database) {
		this.database = database;
	}

	static RandomModel of(TestDatabase database, List<Long> edits) {
		RandomModel model = new RandomModel(database);
		model.addEntity(new Random(edits.isEmpty() ? 0 : edits.get(0)));
		return model.with(edits);
	}

	RandomModel with(List<Long> edits) {
		RandomModel copy = new RandomModel(this.database);
		copy.counter = this.counter;
		this.entities.forEach((name, entity) -> copy.entities.put(name, entity.copy()));
		edits.forEach((edit) -> copy.edit(new Random(edit)));
		return copy;
	}

	private void edit(Random random) {
		RandomEntity entity = pick(random, List.copyOf(this.entities.values()));
		RandomAttribute attribute = entity.attributes.isEmpty() ? null : pick(random, entity.attributes);
		switch (random.nextInt(26)) {
			case 0, 1 -> addEntity(random);
			case 2 -> removeEntity(entity);
			case 3, 4, 5, 6, 7 -> addBasic(entity, random);
			case 8, 9 -> addRelation(entity, random);
			case 10 -> addCollection(entity, random);
			case 11 -> addGenerated(entity, random);
			case 12 -> entity.attributes.remove(attribute);
			case 13, 14, 15 -> vary(entity, attribute, random);
			case 16 -> entity.indexes.add(new RandomEntity.Index(this.counter++, random.nextBoolean(),
					random.nextBoolean(), indexed(entity, random)));
			case 17 -> entity.indexes.clear();
			case 18 -> {
				entity.version = !entity.version;
			}
			case 19 -> {
				entity.softDelete = !entity.softDelete;
			}
			case 20 -> {
				entity.strategy = random.nextInt(3);
			}
			case 21 -> entity.identify(random);
			case 22 -> addSubclass(entity, random);
			case 23 -> {
				entity.secondary = !entity.secondary;
			}
			case 24 -> renameColumn(attribute);
			default -> {
				entity.table = entity.table.replaceAll("\\w(_\\d+)?(?=`?$)", "e_" + this.counter++);
			}
		}
		prune();
	}

	private void addEntity(Random random) {
		List<String> free = TABLES.keySet()
			.stream()
			.sorted()
			.filter((name) -> !this.entities.containsKey(name))
			.toList();
		if (free.isEmpty()) {
			return;
		}
		String name = pick(random, free);
		RandomEntity entity = new RandomEntity(name, Objects.requireNonNull(TABLES.get(name)));
		entity.identify(random);
		this.entities.put(name, entity);
		int count = random.nextInt(4);
		for (int number = 0; number < count; number++) {
			addBasic(entity, random);
		}
	}

	private void addSubclass(RandomEntity parent, Random random) {
		String name = parent.name + "X" + this.counter++;
		if (parent.parent == null || random.nextBoolean()) {
			RandomEntity entity = new RandomEntity(name, name.toLowerCase(Locale.ROOT));
			entity.parent = parent.name;
			this.entities.put(name, entity);
			addBasic(entity, random);
			addBasic(entity, random);
		}
	}

	private void removeEntity(RandomEntity entity) {
		if (this.entities.values().stream().filter((other) -> other.parent == null).count() > 1) {
			this.entities.remove(entity.name);
		}
	}

	private void addBasic(RandomEntity entity, Random random) {
		RandomAttribute attribute = basic(random);
		attribute.elsewhere = random.nextInt(3) == 0;
		if (random.nextInt(12) == 0) {
			attribute = new RandomAttribute(this.counter++, "Embedded", random);
			attribute.parts.add(basic(random));
			attribute.parts.add(basic(random));
		}
		entity.add(attribute);
	}

	private RandomAttribute basic(Random random) {
		return new RandomAttribute(this.counter++, pick(random, RandomAttribute.basicKinds(this.database)), random);
	}

	private void addRelation(RandomEntity entity, Random random) {
		RandomAttribute attribute = new RandomAttribute(this.counter++, pick(random, RandomAttribute.RELATIONS),
				random);
		attribute.target = pick(random, List.copyOf(this.entities.keySet()));
		entity.add(attribute);
	}

	private void addCollection(RandomEntity entity, Random random) {
		RandomAttribute attribute = new RandomAttribute(this.counter++,
				"Collection" + pick(random, List.of("Set", "List", "Map", "Embedded")), random);
		attribute.parts.add(basic(random));
		attribute.parts.add(basic(random));
		entity.add(attribute);
	}

	private void addGenerated(RandomEntity entity, Random random) {
		List<RandomAttribute> sources = entity.attributes.stream().filter(RandomModel::canBeSource).toList();
		if (!sources.isEmpty()) {
			RandomAttribute attribute = new RandomAttribute(this.counter++, "Generated", random);
			attribute.source = pick(random, sources);
			entity.add(attribute);
		}
	}

	private static boolean canBeSource(RandomAttribute attribute) {
		return (attribute.kind.equals("String") || attribute.kind.equals("Integer")) && attribute.column.startsWith("c")
				&& !attribute.elsewhere;
	}

	private void vary(RandomEntity entity, @Nullable RandomAttribute attribute, Random random) {
		if (attribute == null) {
			return;
		}
		if (attribute.isBasic() && random.nextInt(3) == 0) {
			attribute.kind = pick(random, RandomAttribute.basicKinds(this.database));
		}
		attribute.vary(random);
		if (random.nextInt(4) == 0) {
			attribute.elsewhere = entity.secondary;
		}
		attribute.parts.forEach((part) -> part.vary(random));
	}

	private void renameColumn(@Nullable RandomAttribute attribute) {
		if (attribute != null && !attribute.column.startsWith("`")) {
			attribute.column = "renamed_" + this.counter++;
		}
	}

	private List<Integer> indexed(RandomEntity entity, Random random) {
		List<Integer> ids = entity.attributes.stream()
			.filter((attribute) -> attribute.isToOne() || (attribute.isBasic() && attribute.isShort()))
			.map((attribute) -> attribute.id)
			.collect(Collectors.toList());
		Collections.shuffle(ids, random);
		return ids.subList(0, Math.min(ids.size(), 1 + random.nextInt(2)));
	}

	/**
	 * Remove what does not fit any more.
	 */
	private void prune() {
		boolean changed = true;
		while (changed) {
			changed = this.entities.values()
				.removeIf((entity) -> entity.parent != null && !this.entities.containsKey(entity.parent));
		}
		for (RandomEntity entity : this.entities.values()) {
			entity.children = this.entities.values().stream().anyMatch((other) -> entity.name.equals(other.parent));
			entity.attributes
				.removeIf((attribute) -> attribute.target != null && !this.entities.containsKey(attribute.target));
			boolean alone = entity.parent == null && !entity.children;
			entity.attributes.forEach((attribute) -> {
				if (!alone || !attribute.isBasic()) {
					attribute.elsewhere = false;
				}
			});
			entity.attributes.removeIf((attribute) -> attribute.isGenerated() && entity.attributes.stream()
				.noneMatch((other) -> other.id == Objects.requireNonNull(attribute.source).id && canBeSource(other)));
			entity.attributes.stream()
				.filter(RandomAttribute::isGenerated)
				.forEach((attribute) -> attribute.source = entity.attributes.stream()
					.filter((other) -> other.id == Objects.requireNonNull(attribute.source).id)
					.findFirst()
					.orElseThrow());
		}
	}

	/**
	 * The new names of columns and tables that are also in another model.
	 */
	Renames renamesTo(RandomModel after) {
		Renames renames = new Renames(new LinkedHashMap<>(), new LinkedHashMap<>());
		this.entities.forEach((name, entity) -> {
			RandomEntity other = after.entities.get(name);
			if (other == null || !entity.isAlone() || !other.isAlone() || after.maps(entity.table)
					|| maps(other.table)) {
				if (other == null || !entity.table.equals(other.table) || !entity.isAlone() || !other.isAlone()) {
					return;
				}
			}
			if (!entity.table.equals(other.table)) {
				renames.tables().put(plain(entity.table), plain(other.table));
			}
			entity.attributes.stream()
				.filter((attribute) -> attribute.isBasic() && !(attribute.elsewhere && entity.secondary))
				.forEach((attribute) -> other.attributes.stream()
					.filter((now) -> now.id == attribute.id && now.isBasic() && !(now.elsewhere && other.secondary)
							&& !now.column.equals(attribute.column))
					.forEach((now) -> renames.columns()
						.put(plain(entity.table) + "." + plain(attribute.column), plain(now.column))));
		});
		return renames;
	}

	private boolean maps(String table) {
		return this.entities.values().stream().anyMatch((entity) -> entity.table.equals(table));
	}

	private static String plain(String name) {
		return name.replace("`", "");
	}

	private static <E> E pick(Random random, List<E> list) {
		return RandomAttribute.pick(random, list);
	}

	/**
	 * The entities as nested classes of one.
	 */
	String source() {
		return this.entities.values()
			.stream()
			.map((entity) -> entity.source(strategy(entity), root(entity)))
			.collect(Collectors.joining("\n", """
					import jakarta.persistence.*;
					import jakarta.persistence.Table;
					import org.hibernate.annotations.*;
					import org.hibernate.type.SqlTypes;
					public class Model {
					""", "\n}\n"));
	}

	private int strategy(RandomEntity entity) {
		return root(entity).strategy;
	}

	private RandomEntity root(RandomEntity entity) {
		return (entity.parent != null) ? root(Objects.requireNonNull(this.entities.get(entity.parent))) : entity;
	}

	Set<String> tables() {
		return new HashSet<>(this.entities.values().stream().map((entity) -> plain(entity.table)).toList());
	}

	@Override
	public String toString() {
		return source();
	}

	/**
	 * New names by old ones.
	 *
	 * @param tables of tables
	 * @param columns of columns
	 */
	record Renames(Map<String, String> tables, Map<String, String> columns) {

		/**
		 * The name of a column, such as {@code users.name}, before it was renamed.
		 */
		String before(String column) {
			String name = this.tables.entrySet()
				.stream()
				.filter((table) -> column.startsWith(table.getValue().toLowerCase(Locale.ROOT) + ".")
						|| column.startsWith(table.getValue() + "."))
				.map((table) -> table.getKey() + column.substring(column.lastIndexOf('.')))
				.findFirst()
				.orElse(column);
			String table = name.substring(0, name.lastIndexOf('.'));
			return this.columns.entrySet()
				.stream()
				.filter((entry) -> name.equalsIgnoreCase(table + "." + entry.getValue())
						&& entry.getKey().toLowerCase(Locale.ROOT).startsWith(table.toLowerCase(Locale.ROOT) + "."))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElse(name);
		}

	}

}
