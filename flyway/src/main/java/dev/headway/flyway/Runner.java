package dev.headway.flyway;

/**
 * What runs migrations.
 */
public enum Runner {

	/**
	 * Headway's own loop around Flyway's parts, at a cost linear in the number of
	 * migrations; where that does not support the database or the settings, Flyway.
	 */
	HEADWAY,

	/**
	 * Flyway's {@code migrate()}.
	 */
	FLYWAY

}
