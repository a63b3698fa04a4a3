package dev.headway.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.command.console.LinePrinter;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ModelSource;
import dev.headway.command.invocation.RevisionOptions;
import dev.headway.migration.HistoryLine;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.edit.RevisionRequest;
import dev.headway.script.file.FileChanges;

/**
 * Writes the revision that changes the database to what the JPA model says.
 */
@Command(name = "migrate", abbreviateSynopsis = true,
		description = { "Write the revision between the database and the JPA model.",
				"Needs the application. Look at the SQL before it is applied." },
		optionListHeading = "%nOptions, besides those of 'db revision --help' and 'db --help':%n",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT, "5:the database is not at the head, or --check found a difference" })
final class MigrateCommand extends DbSubcommand {

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT",
			description = "Description; becomes part of the file names.")
	private @Nullable String message;

	@Option(names = "--sql", description = "Print the SQL instead of writing files.")
	private boolean sql;

	@Option(names = "--check", description = "Write nothing; exit with 5 on a difference.")
	private boolean check;

	@Option(names = "--from-scripts", description = "Compare with what the migrations make.")
	private boolean fromScripts;

	@Option(names = "--strict", description = "Also compare what no model can say.")
	private boolean strict;

	@Option(names = "--rename", paramLabel = "T.OLD=NEW", description = "A renamed column. Repeatable.")
	private List<String> renamedColumns = List.of();

	@Option(names = "--rename-table", paramLabel = "OLD=NEW", description = "A renamed table. Repeatable.")
	private List<String> renamedTables = List.of();

	@Option(names = "--fill", paramLabel = "T.COLUMN=SQL", description = "Value of a column in old rows. Repeatable.")
	private List<String> fills = List.of();

	@Option(names = "--drop-table", paramLabel = "NAME", description = "A table without entity. Repeatable.")
	private Set<String> droppedTables = Set.of();

	@Mixin
	private final RevisionOptions revision = new RevisionOptions();

	MigrateCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		if (this.message == null && !this.sql && !this.check) {
			throw new ParameterException(spec().commandLine(),
					"Describe the change, as in 'db migrate -m \"add avatars\"'.");
		}
		ModelSource.Options options = new ModelSource.Options(pairs("--rename", this.renamedColumns),
				pairs("--rename-table", this.renamedTables), pairs("--fill", this.fills), this.droppedTables,
				this.strict, this.fromScripts);
		if (!this.fromScripts) {
			requireAtHead(invocation().service().state());
		}
		ModelSource.Changes changes = invocation().model().compare(options);
		print(changes);
		if (this.check) {
			suggest(changes, "");
			answer(changes, Map.of());
			return changes.detected().isEmpty() ? ExitCode.FINE : ExitCode.NOT_AT_HEAD;
		}
		if (this.sql) {
			suggest(changes, "");
			answer(changes, Map.of("upgrade", sql(changes.upgrade()), "downgrade", sql(changes.downgrade())));
			if (!invocation().json()) {
				invocation().out().printData(sql(changes.upgrade()));
			}
			return ExitCode.FINE;
		}
		write(changes);
		return ExitCode.FINE;
	}

	/**
	 * Separate names and values at the first equals sign. Names may have quotes, which
	 * picocli's own maps would take for its own.
	 */
	private Map<String, String> pairs(String option, List<String> words) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (String word : words) {
			int end = word.indexOf('=');
			if (end < 1) {
				throw new ParameterException(spec().commandLine(), "'%s' is not a value for '%s'. Use %s."
					.formatted(ShortList.text(word), option, spec().findOption(option).paramLabel()));
			}
			pairs.put(word.substring(0, end), word.substring(end + 1));
		}
		return pairs;
	}

	private void print(ModelSource.Changes changes) {
		LinePrinter out = this.sql ? invocation().console().err() : invocation().out();
		changes.remarks().forEach((remark) -> invocation().console().err().println(Printable.lines(remark)));
		changes.detected().forEach((line) -> out.println(Printable.line(line)));
		if (changes.detected().isEmpty()) {
			out.println("No changes: %s what the model says."
				.formatted(this.fromScripts ? "the migrations make" : "the database is"));
		}
	}

	private void write(ModelSource.Changes changes) {
		if (changes.detected().isEmpty()) {
			answer(changes, Map.of());
			return;
		}
		invocation().intoFolderOf(changes.database()).ifPresent(invocation().console().err()::println);
		RevisionRequest request = this.revision.request(String.valueOf(this.message), false)
			.with(new RevisionRequest.Content(content(changes.database(), changes.upgrade()),
					content(changes.database(), changes.downgrade())));
		FileChanges files = this.revision.folder(invocation()).revision(request);
		FileChangeApplier edit = new FileChangeApplier(invocation());
		edit.apply(files);
		suggest(changes, ", delete %s and %s, and".formatted(name(files, 0), name(files, 1)));
		answer(changes, edit.describe(files));
	}

	private static String name(FileChanges files, int number) {
		return String.valueOf(files.changes().get(number).path().getFileName());
	}

	/**
	 * Print the command for what only the user can decide.
	 * @param before what to do before
	 */
	private void suggest(ModelSource.Changes changes, String before) {
		String command = spec().commandLine()
			.getParseResult()
			.originalArgs()
			.stream()
			.map(MigrateCommand::quote)
			.collect(Collectors.joining(" ", "db ", " "));
		changes.suggestions()
			.forEach((suggestion) -> invocation().console()
				.err()
				.println(Printable.lines("%s%s use '%s%s'.".formatted(suggestion.condition(),
						before.isEmpty() ? "," : before, command, ShellWord.of(suggestion.option())))));
	}

	private static String quote(String word) {
		return word.matches("[\\w,.-]+( [\\w,.-]+)+") ? '"' + word + '"' : ShellWord.of(word);
	}

	private static List<String> content(String database, List<String> sql) {
		List<String> lines = new ArrayList<>();
		lines.add("-- Written by 'db migrate' for %s.".formatted(database));
		lines.addAll(sql);
		return lines;
	}

	private void answer(ModelSource.Changes changes, Map<String, ?> more) {
		if (invocation().json()) {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("detected", changes.detected());
			values.put("remarks", changes.remarks());
			values.put("suggestions",
					changes.suggestions()
						.stream()
						.map((suggestion) -> Map.of("condition", suggestion.condition(), "option", suggestion.option()))
						.toList());
			values.putAll(more);
			answer(values);
		}
	}

	private static String sql(List<String> lines) {
		return String.join(System.lineSeparator(), lines) + (lines.isEmpty() ? "" : System.lineSeparator());
	}

	/**
	 * The model can be compared only with what all migrations make.
	 */
	private static void requireAtHead(MigrationState state) {
		if (state.status() == MigrationStatus.PENDING) {
			throw new CommandException(ExitCode.NOT_AT_HEAD,
					"Nothing was written: the database is at %s, the head is %s. Run 'db upgrade' first."
						.formatted(HistoryLine.ids(state.current()), HistoryLine.ids(state.heads())));
		}
		if (state.status() == MigrationStatus.AHEAD) {
			throw new CommandException(ExitCode.NOT_AT_HEAD,
					"Nothing was written: the database has %s, which this build does not have. Fetch these migrations, or use another database."
						.formatted(HistoryLine.ids(state.unknown())));
		}
		if (state.status() != MigrationStatus.UP_TO_DATE) {
			throw new MigrationRefusedException(
					"Nothing was written: the migrations have status %s.".formatted(state.status())
							+ ShortList.lines(state.problems().stream().map(MigrationProblem::message).toList()),
					state);
		}
	}

}
