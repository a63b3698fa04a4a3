package dev.headway.command.invocation;

import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.headway.command.text.Json;
import dev.headway.script.file.FileChanges;

/**
 * A verb of the {@code db} command, called in one {@link Invocation}.
 */
@Command(
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT },
		exitCodeListHeading = "%nExit codes:%n", optionListHeading = "%nOptions, besides those of 'db --help':%n",
		parameterListHeading = "%nParameters:%n", descriptionHeading = "%n", sortOptions = false,
		showEndOfOptionsDelimiterInUsageHelp = false)
public abstract class DbSubcommand implements Callable<Integer> {

	private final Invocation invocation;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	public DbSubcommand(Invocation invocation) {
		this.invocation = invocation;
	}

	/**
	 * Run the verb.
	 * @return the exit code
	 */
	@Override
	public abstract Integer call();

	protected Invocation invocation() {
		return this.invocation;
	}

	protected CommandSpec spec() {
		return this.spec;
	}

	/**
	 * Answer a program.
	 * @param values names and values
	 */
	protected void answer(Map<String, ?> values) {
		this.invocation.out().printData(Json.answer(this.spec.name(), values));
	}

	/**
	 * Make changes and print them, or answer with them.
	 * @param changes the changes
	 */
	protected void apply(FileChanges changes) {
		FileChangeApplier edit = new FileChangeApplier(this.invocation);
		edit.apply(changes);
		if (this.invocation.json()) {
			answer(edit.describe(changes));
		}
	}

	/**
	 * Print SQL, or answer with it.
	 * @param sql the statements
	 */
	protected void printSql(String sql) {
		if (this.invocation.json()) {
			answer(Map.of("sql", sql));
		}
		else {
			this.invocation.out().printData(sql);
		}
	}

}
