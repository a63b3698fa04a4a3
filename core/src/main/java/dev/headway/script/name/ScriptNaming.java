package dev.headway.script.name;

import java.util.List;

/**
 * How scripts are named: Flyway's settings of the same names.
 *
 * @param versionedPrefix prefix of versioned migrations
 * @param repeatablePrefix prefix of repeatable migrations
 * @param baselinePrefix prefix of baseline migrations
 * @param undoPrefix prefix of undo migrations
 * @param separator what separates version and description
 * @param suffixes the endings of a script's name, matched in this order and in any case
 */
public record ScriptNaming(String versionedPrefix, String repeatablePrefix, String baselinePrefix, String undoPrefix,
		String separator, List<String> suffixes) {

	public ScriptNaming {
		suffixes = List.copyOf(suffixes);
	}

	String prefix(ScriptKind kind) {
		return switch (kind) {
			case VERSIONED -> this.versionedPrefix;
			case REPEATABLE -> this.repeatablePrefix;
			case BASELINE -> this.baselinePrefix;
			case UNDO -> this.undoPrefix;
		};
	}

	/**
	 * Return Flyway's defaults, such as {@code V1__create_users.sql}.
	 * @return the naming
	 */
	public static ScriptNaming standard() {
		return new ScriptNaming("V", "R", "B", "U", "__", List.of(".sql"));
	}

}
