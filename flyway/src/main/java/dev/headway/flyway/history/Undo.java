package dev.headway.flyway.history;

import org.jspecify.annotations.Nullable;

import dev.headway.script.Script;

/**
 * One revision to be undone, or only to be recorded as not applied.
 *
 * @param applied the row that records it as applied
 * @param script the undo script to run, or {@code null} to run none
 */
public record Undo(HistoryRow applied, @Nullable Script script) {

	/**
	 * What the history names as the script.
	 * @return the undo script, or that of the revision if there is none
	 */
	public String scriptName() {
		return (this.script != null) ? this.script.relativePath() : this.applied.script();
	}

}
