package dev.headway.flyway.run;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * Whether the rest of a script can run although its beginning ran in another session.
 *
 * @param statements all statements of the script, {@code null} if it is written in Java
 */
public record ScriptContinuation(@Nullable List<Statement> statements) {

	public static ScriptContinuation of(@Nullable ParsedScript script) {
		return new ScriptContinuation((script != null) ? script.statements() : null);
	}

	/**
	 * Find what forbids to go on.
	 * @param run how many statements are done
	 * @return a sentence, or {@code null} if nothing does
	 */
	public @Nullable String reasonAgainst(ScriptRun run) {
		if (this.statements == null) {
			return "it is written in Java.";
		}
		if (run.done() >= this.statements.size()) {
			return "it has %s.".formatted(number(this.statements.size()));
		}
		if (!digest(run.done()).equals(run.digestOfDone())) {
			return changed(run.done());
		}
		for (Statement statement : this.statements) {
			StatementKind kind = StatementKind.of(statement.sql());
			if (kind == StatementKind.TRANSACTION) {
				return "it begins or ends transactions itself at line %d.".formatted(statement.line());
			}
			if (statement.number() <= run.done() && kind.concernsSession()) {
				return "the statement at line %d ended with its session, and the rest may need it."
					.formatted(statement.line());
			}
		}
		return null;
	}

	/**
	 * Say that statements have changed that are done.
	 * @param count how many there are
	 * @return a sentence that begins with a small letter
	 */
	public static String changed(int count) {
		return (count == 1) ? "its first statement, or a placeholder in it, has changed since it ran."
				: "its first %d statements, or placeholders in them, have changed since they ran.".formatted(count);
	}

	/**
	 * Say how many statements there are.
	 * @param count the number
	 * @return such as {@code 2 statements}
	 */
	public static String number(int count) {
		return (count == 1) ? "1 statement" : count + " statements";
	}

	/**
	 * Compute the digest of the first statements.
	 * @param count how many
	 * @return the digest as {@link ScriptRun} stores it
	 */
	public String digest(int count) {
		if (count == 0 || this.statements == null) {
			return "";
		}
		StatementDigest digest = new StatementDigest();
		this.statements.stream().limit(count).forEach(digest::add);
		return digest.value();
	}

}
