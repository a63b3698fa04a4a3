package dev.headway.script;

import java.util.List;

/**
 * Declares the parents of a Java migration whose class does not determine them, such as
 * one class of which several beans are migrations. It takes precedence over
 * {@link Revises}.
 */
public interface RevisingMigration {

	/**
	 * Return the versions of the parents.
	 * @return the versions: several for a merge, {@code base} for a root
	 */
	List<String> revises();

	/**
	 * Return what must be applied before without being a parent.
	 * @return versions or branch labels
	 */
	default List<String> dependsOn() {
		return List.of();
	}

	/**
	 * Return the branch labels of this revision.
	 * @return the labels
	 */
	default List<String> branch() {
		return List.of();
	}

}
