package dev.headway.script;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the parents of a Java migration, as the header does in an SQL script.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Revises {

	/**
	 * Versions of the parents: several for a merge, {@code base} for a root.
	 * @return the versions
	 */
	String[] value();

	/**
	 * Versions or branch labels that must be applied before without being parents.
	 * @return the versions or labels
	 */
	String[] dependsOn() default {};

	/**
	 * Branch labels of this revision.
	 * @return the labels
	 */
	String[] branch() default {};

}
