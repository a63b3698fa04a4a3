package dev.headway.schema.migration;

import dev.headway.schema.SchemaDifference.ChangeType;
import dev.headway.schema.element.ElementKind;

/**
 * A change that a {@link SchemaMigration} makes.
 *
 * @param type whether it adds, removes or changes an element; a renamed one is changed
 * @param kind the kind of the element
 * @param name the element's name as statements write it, such as {@code users.avatar}
 * @param text the change for people, such as {@code Detected added column 'users.avatar'}
 */
public record DetectedChange(ChangeType type, ElementKind kind, String name, String text) {

	@Override
	public String toString() {
		return this.text;
	}

}
