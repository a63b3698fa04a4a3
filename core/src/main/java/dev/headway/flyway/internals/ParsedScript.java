package dev.headway.flyway.internals;

import org.flywaydb.core.internal.sqlscript.SqlScript;

/**
 * A script that Flyway's parser has read to its end, so that a mistake in its syntax or a
 * placeholder without value has shown before anything ran.
 */
public final class ParsedScript {

	private final SqlScript script;

	private final boolean transactional;

	ParsedScript(SqlScript script) {
		this.script = script;
		this.transactional = script.executeInTransaction();
		script.validate();
	}

	SqlScript script() {
		return this.script;
	}

	/**
	 * Whether the script may run in a transaction: none of its statements forbids it, and
	 * neither does the configuration.
	 * @return {@code true} if it may
	 */
	public boolean transactional() {
		return this.transactional;
	}

}
