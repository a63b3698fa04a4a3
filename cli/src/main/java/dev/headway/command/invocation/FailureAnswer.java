package dev.headway.command.invocation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionException;
import dev.headway.script.file.EditException;

/**
 * What a command that failed answers to a program.
 */
public final class FailureAnswer {

	private FailureAnswer() {
	}

	/**
	 * Describe a failure.
	 * @param exitCode the exit code
	 * @param message what is wrong and how to fix it
	 * @return names and values
	 */
	public static Map<String, Object> of(int exitCode, String message) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("exitCode", exitCode);
		values.put("code", switch (exitCode) {
			case ExitCode.USAGE -> "Usage";
			case ExitCode.CONFLICT -> "Conflict";
			case ExitCode.INVALID -> "Invalid";
			case ExitCode.NOT_AT_HEAD -> "NotAtHead";
			default -> "Failed";
		});
		values.put("error", Printable.lines(message));
		values.put("problems", List.of());
		values.put("fix", List.of());
		return values;
	}

	/**
	 * Describe a failure.
	 * @param failure the failure
	 * @param message what is wrong and how to fix it
	 * @param option what to add to commands
	 * @return names and values
	 */
	public static Map<String, Object> of(Exception failure, String message, FlywayOption option) {
		Map<String, Object> values = of(ExitCode.of(failure), message);
		if (failure instanceof RevisionException revision) {
			values.put("code", revision.code());
		}
		else if (failure instanceof EditException edit) {
			values.put("code", edit.error().code());
		}
		else if (failure instanceof MigrationRefusedException refused) {
			MigrationState state = option.addTo(refused.state());
			values.put("problems", ResultPrinter.describe(state.problems()));
			values.put("fix", fix(state.conflict()));
		}
		return values;
	}

	private static List<List<String>> fix(@Nullable HeadConflict conflict) {
		return (conflict != null)
				? conflict.resolve().stream().filter((way) -> way.startsWith("db ")).map(List::of).toList() : List.of();
	}

}
