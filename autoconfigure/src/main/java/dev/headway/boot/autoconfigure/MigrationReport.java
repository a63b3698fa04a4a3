package dev.headway.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.HistoryText;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

/**
 * Explains why the migrations of one {@code Flyway} instance were not applied: briefly
 * for the log, in detail for {@link MigrationsFailureAnalyzer}. Or lists the warnings
 * that remain after an upgrade.
 *
 * @param flyway the name of the instance
 * @param option added to commands that the state does not have
 * @param state the state that does not allow an upgrade, or after one
 */
record MigrationReport(String flyway, FlywayOption option, MigrationState state) {

	String summary() {
		return lines(Stream.of(Stream.of(headline()), problems(), commands().map("  fix with: "::concat)));
	}

	String forLog() {
		return summary() + "\n" + consequence();
	}

	/**
	 * The details under a status that does not forbid an upgrade.
	 */
	String warnings() {
		return lines(Stream.of(
				Stream.of("The migrations of Flyway '%s' %s, with warnings:".formatted(this.flyway, status())),
				problems()));
	}

	String description() {
		return lines(Stream.of(Stream.of(headline(), ""), problems(), graph()));
	}

	String action() {
		if (commands().findAny().isPresent()) {
			return lines(Stream.of(Stream
				.of("Run one of these commands in the project, then build and start the application again:", ""),
					commands().map("    "::concat)));
		}
		if (isPending()) {
			return this.option.addTo(
					"Apply the pending revisions with 'db upgrade', or start once with '--headway.startup=upgrade'.");
		}
		return "Fix the problems above and start the application again.";
	}

	private String headline() {
		return "The migrations of Flyway '%s' %s. Nothing was applied.".formatted(this.flyway, status());
	}

	private String status() {
		return switch (this.state.status()) {
			case INVALID -> "are invalid: no revision graph can be built (INVALID)";
			case CONFLICT -> "are in conflict (CONFLICT)";
			case FAILED -> "are blocked: an earlier migration failed (FAILED)";
			case CHANGED -> "have changed: an applied script was edited (CHANGED)";
			case DIVERGED -> "have diverged from the database (DIVERGED)";
			case PENDING -> "are pending: %s (PENDING)".formatted(ShortList.names(this.state.pending()));
			case AHEAD, UP_TO_DATE -> "are applied (%s)".formatted(this.state.status());
		};
	}

	private Stream<String> problems() {
		return this.state.problems().stream().map(MigrationReport::problem);
	}

	private static String problem(MigrationProblem problem) {
		List<String> unnamed = problem.scripts()
			.stream()
			.filter((script) -> !problem.message().contains(Printable.line(script)))
			.toList();
		return "  %s: %s%s".formatted(problem.code(), problem.message(),
				unnamed.isEmpty() ? "" : " [" + ShortList.names(unnamed) + "]");
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
		return isPending() ? "Startup continues, but the application is not ready for traffic until they are applied."
				: "Startup continues, but the application is not ready for traffic until this is fixed.";
	}

	private boolean isPending() {
		return this.state.status() == MigrationStatus.PENDING;
	}

	private static String lines(Stream<Stream<String>> parts) {
		return parts.flatMap((lines) -> lines).map(Printable::line).collect(Collectors.joining("\n"));
	}

}
