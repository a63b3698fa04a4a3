package dev.headway.schema.element;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object of a schema, spelled as in the database's catalog.
 *
 * @param schema the schema, or {@code null} if it is the only one of the snapshot
 * @param name the object's own name
 */
public record ObjectName(@Nullable String schema, String name) implements Comparable<ObjectName> {

	private static final Comparator<ObjectName> ORDER = Comparator
		.comparing(ObjectName::schema, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
		.thenComparing(ObjectName::name);

	/**
	 * Name an object of the only schema of a snapshot.
	 * @param name the object's own name
	 * @return the name
	 */
	public static ObjectName of(String name) {
		return new ObjectName(null, name);
	}

	@Override
	public int compareTo(ObjectName other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
