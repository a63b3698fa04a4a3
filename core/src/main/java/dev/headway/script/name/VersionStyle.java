package dev.headway.script.name;

/**
 * How new versions look in a project that does not continue the style of its highest one.
 */
public enum VersionStyle {

	/** Numbers, each one higher than the last. */
	SEQUENTIAL,

	/** The current time in UTC, such as {@code 20260131120000}. */
	TIMESTAMP

}
