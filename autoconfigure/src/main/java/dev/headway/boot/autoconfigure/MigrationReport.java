package dev.headway.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.migration.HistoryText;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

/**
 * Tells people what keeps the migrations of one {@code Flyway} instance from being
 * applied: in a few lines for the log, at length for a failure analysis.
 *
 * @param flyway what the instance is called
 * @param state the state that forbids to apply anything
 */
record MigrationReport(String flyway, MigrationState state) {

	String summary() {
		return lines(
				Stream.of(Stream.of(headline()), problems(), commands().map((command) -> "  mend with: " + command)));
	}

	String forLog() {
		return summary() + "\n" + consequence();
	}

	String description() {
		return lines(Stream.of(Stream.of(headline(), ""), problems(), graph()));
	}

	String action() {
		if (commands().findAny().isPresent()) {
			return lines(Stream.of(
					Stream.of("Make it one head again with one of these commands, build, and start again:", ""),
					commands().map((command) -> "    " + command)));
		}
		if (isPending()) {
			return "Apply the pending revisions, for example by a start with 'headway.startup=upgrade', and start again.";
		}
		return "Mend what is named above and start again. Nothing has been applied, so it is safe to try.";
	}

	private String headline() {
		return "The migrations of Flyway '%s' are %s. Nothing was applied.".formatted(this.flyway, status());
	}

	private String status() {
		return switch (this.state.status()) {
			case INVALID -> "invalid: no revision graph can be built (INVALID)";
			case CONFLICT -> "in conflict: there is more than one head (CONFLICT)";
			case FAILED -> "halted: a migration failed earlier (FAILED)";
			case CHANGED -> "not those that were applied: a script was edited since (CHANGED)";
			case DIVERGED -> "not those of the database: it went another way (DIVERGED)";
			case PENDING -> "not all applied: %s wait (PENDING)".formatted(this.state.pending());
			case AHEAD, UP_TO_DATE -> "applied (%s)".formatted(this.state.status());
		};
	}

	private Stream<String> problems() {
		return this.state.problems().stream().map(MigrationReport::problem);
	}

	private static String problem(MigrationProblem problem) {
		List<String> unnamed = problem.scripts()
			.stream()
			.filter((script) -> !problem.message().contains(script))
			.toList();
		return "  %s: %s%s".formatted(problem.code(), problem.message(), unnamed.isEmpty() ? "" : " " + unnamed);
	}

	private Stream<String> commands() {
		HeadConflict conflict = this.state.conflict();
		return (conflict != null) ? conflict.resolve().stream() : Stream.empty();
	}

	private Stream<String> graph() {
		List<String> history = new HistoryText(this.state).lines();
		return history.isEmpty() ? Stream.empty()
				: Stream.concat(Stream.of("", "Revisions, newest first:", ""), history.stream().map("    "::concat));
	}

	private String consequence() {
		return isPending() ? "The application starts, but it is not ready for traffic until they are applied."
				: "The application starts, but it is neither healthy nor ready for traffic until this is mended.";
	}

	private boolean isPending() {
		return this.state.status() == MigrationStatus.PENDING;
	}

	private static String lines(Stream<Stream<String>> parts) {
		return parts.flatMap((lines) -> lines).collect(Collectors.joining("\n"));
	}

}
