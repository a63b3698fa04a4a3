package dev.headway.migration;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.plan.HeadConflict;

/**
 * Adds the option {@code --flyway} to the {@code db} commands in messages, so that they
 * work as printed in an application with several {@code Flyway} beans.
 *
 * @param name the name of the bean, or {@code null} if there is only one
 */
public record FlywayOption(@Nullable String name) {

	/** Adds nothing. */
	public static final FlywayOption NONE = new FlywayOption(null);

	private static final Pattern COMMAND = Pattern
		.compile("(?<![\\w./-])db (?:branches|check|current|downgrade|heads|history|merge|rebase|repair|resolve"
				+ "|revision|show|stamp|upgrade)(?![\\w-])(?! --flyway=)");

	/**
	 * Return the option for one of several beans.
	 * @param name the name of a bean
	 * @param all the names of all beans
	 * @return the option, which adds nothing if there is only one bean
	 */
	public static FlywayOption of(String name, Collection<String> all) {
		return (all.size() > 1 && all.contains(name)) ? new FlywayOption(name) : NONE;
	}

	public String addTo(String text) {
		String name = this.name;
		return (name != null) ? COMMAND.matcher(text)
			.replaceAll((command) -> Matcher.quoteReplacement(command.group() + " --flyway=" + ShellWord.of(name)))
				: text;
	}

	public MigrationState addTo(MigrationState state) {
		if (this.name == null) {
			return state;
		}
		HeadConflict conflict = state.conflict();
		if (conflict != null) {
			conflict = new HeadConflict(conflict.heads(), conflict.forkedAt(), conflict.late(),
					conflict.resolve().stream().map(this::addTo).toList());
		}
		return new MigrationState(state.status(), state.current(), state.heads(), state.pending(), conflict,
				state.problems()
					.stream()
					.map((problem) -> new MigrationProblem(problem.type(), addTo(problem.message()), problem.scripts()))
					.toList(),
				state.history(), state.progress());
	}

}
