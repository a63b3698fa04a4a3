package dev.headway.command.invocation;

import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.stream.Stream;

import dev.headway.ErrorCode;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.InvalidGraphException;
import dev.headway.revision.MultipleHeadsException;
import dev.headway.revision.RevisionError;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

/**
 * The exit codes of commands, which are fixed because scripts rely on them, and how the
 * help describes them.
 */
public final class ExitCode {

	/** Success. */
	public static final int FINE = 0;

	/** The command failed. */
	public static final int FAILED = 1;

	/** The arguments are wrong. */
	public static final int USAGE = 2;

	/** There is more than one head. */
	public static final int CONFLICT = 3;

	/** The files or their graph are invalid. */
	public static final int INVALID = 4;

	/** The database is not at the head. */
	public static final int NOT_AT_HEAD = 5;

	/** Describes {@link #FINE} in the help. */
	public static final String FINE_TEXT = "0:success";

	/** Describes {@link #FAILED} in the help. */
	public static final String FAILED_TEXT = "1:failed, for example an unknown revision or a script that fails";

	/** Describes {@link #USAGE} in the help. */
	public static final String USAGE_TEXT = "2:wrong usage";

	/** Describes {@link #CONFLICT} in the help. */
	public static final String CONFLICT_TEXT = "3:conflict: several heads, a shared version or a late file";

	/** Describes {@link #INVALID} in the help. */
	public static final String INVALID_TEXT = "4:the files or their graph are invalid";

	/** Describes {@link #NOT_AT_HEAD} in the help. */
	public static final String NOT_AT_HEAD_TEXT = "5:the database is not at the head";

	private ExitCode() {
	}

	public static int of(Throwable failure) {
		if (failure instanceof CommandException command) {
			return command.exitCode();
		}
		if (failure instanceof MultipleHeadsException) {
			return CONFLICT;
		}
		if (failure instanceof MigrationRefusedException refused) {
			return Math.max(FAILED, of(refused.state().status()) % NOT_AT_HEAD);
		}
		if (failure instanceof EditException edit) {
			return of(edit.error());
		}
		boolean invalid = failure instanceof InvalidGraphException || failure instanceof InvalidPathException;
		return invalid ? INVALID : FAILED;
	}

	private static int of(ErrorCode error) {
		if (error instanceof EditError edit) {
			return switch (edit) {
				case INVALID_SCRIPTS, NO_FOLDER, HEAD_FILE, UNFINISHED_EDIT -> INVALID;
				case INVALID_MESSAGE, INVALID_VERSION -> USAGE;
				case AMBIGUOUS_VERSION, BASELINE, FILE_CHANGED, FILE_EXISTS, NOT_A_FILE, NOTHING_TO_DO, NOT_WRITABLE,
						WRITE_FAILED ->
					FAILED;
			};
		}
		return (error == RevisionError.MULTIPLE_HEADS) ? CONFLICT : FAILED;
	}

	/**
	 * Select the code of a command that found several problems.
	 * @param codes the code of each problem
	 * @return invalid, conflict, failed or not at head, in this order
	 */
	public static int mostSevere(Collection<Integer> codes) {
		return Stream.of(INVALID, CONFLICT, FAILED, NOT_AT_HEAD).filter(codes::contains).findFirst().orElse(FINE);
	}

	public static int of(MigrationStatus status) {
		return switch (status) {
			case INVALID -> INVALID;
			case CONFLICT -> CONFLICT;
			case FAILED, CHANGED, DIVERGED -> FAILED;
			case PENDING -> NOT_AT_HEAD;
			case AHEAD, UP_TO_DATE -> FINE;
		};
	}

}
