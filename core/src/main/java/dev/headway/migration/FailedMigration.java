package dev.headway.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A migration that failed or was interrupted, and what is known about how far it got.
 *
 * @param symbol what names it in commands: its id, or the name of a repeatable script
 * @param script the file name, or the class name of a Java migration
 * @param message what happened, a sentence
 * @param statement the first statement that is not done for certain, or {@code null} if
 * it is not known, or nothing of the migration is left
 * @param findings what the catalog of the database says about that statement and those
 * before it that may be done; sentences
 * @param advice the commands that go on, a sentence
 */
public record FailedMigration(String symbol, String script, String message, @Nullable String statement,
		List<String> findings, String advice) {

	public FailedMigration {
		findings = List.copyOf(findings);
	}

}
