package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object of a schema, spelled as in the database's catalog.
 *
 * @param schema the schema, or {@code null} if it is the only one of the snapshot
 * @param name the object's own name
 */
public record ObjectName(@Nullable String schema, String name) {

	/**
	 * Name an object of the only schema of a snapshot.
	 * @param name the object's own name
	 * @return the name
	 */
	public static ObjectName of(String name) {
		return new ObjectName(null, name);
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
