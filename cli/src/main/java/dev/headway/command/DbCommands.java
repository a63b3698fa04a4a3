package dev.headway.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleColors;
import dev.headway.command.console.LinePrinter;
import dev.headway.command.invocation.CommandContext;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FailureAnswer;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.UsageMessage;
import dev.headway.command.text.Json;

/**
 * Runs the {@code db} commands.
 */
public final class DbCommands {

	private DbCommands() {
	}

	/**
	 * Run a command. Errors are printed as a message and returned as exit code.
	 * @param context its files, and its database in an application
	 * @param args the verb and what follows it
	 * @return the exit code: 0 fine, 1 failed, 2 usage, 3 conflict, 4 invalid graph or
	 * files, 5 database not at head
	 */
	public static int run(CommandContext context, String... args) {
		return run(Map.of("", context), args);
	}

	/**
	 * Run a command that is about several histories.
	 * @param histories the files and the database of each history, by name
	 * @param args the verb and what follows it
	 * @return the exit code
	 */
	public static int run(Map<String, CommandContext> histories, String... args) {
		Invocation invocation = new Invocation(histories, args);
		Console console = invocation.console();
		ConsoleColors paint = console.paint();
		CommandLine line = DbCommand.line(invocation, args)
			.setOut(console.out().writer())
			.setErr(console.err().writer())
			.setColorScheme(CommandLine.Help.defaultColorScheme((paint == ConsoleColors.ANSI) ? Ansi.ON : Ansi.OFF))
			.setUsageHelpWidth(Math.max(60, Math.min(100, console.columns())))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setAbbreviatedOptionsAllowed(false)
			.setExpandAtFiles(false)
			.setParameterExceptionHandler((ex, all) -> usage(invocation, ex))
			.setExecutionExceptionHandler(
					(ex, command, result) -> failure(invocation, command.getCommandSpec().name(), ex));
		int code = line.execute(args);
		console.out().flush();
		console.err().flush();
		return code;
	}

	/**
	 * Say why there is no command to run, and answer a program that asked for JSON.
	 * @param console where to say it
	 * @param code the exit code
	 * @param reason why
	 * @param args the verb and what follows it
	 * @return the exit code
	 */
	public static int refuse(Console console, int code, String reason, List<String> args) {
		console.err().printError("FAILED: ", reason);
		if (Invocation.isJson(args)) {
			String verb = args.stream().filter((word) -> !word.startsWith("-")).findFirst().orElse("db");
			console.out().printData(Json.answer(verb, FailureAnswer.of(code, reason)));
		}
		console.err().flush();
		console.out().flush();
		return code;
	}

	private static int usage(Invocation invocation, ParameterException ex) {
		LinePrinter err = invocation.console().err();
		CommandSpec command = ex.getCommandLine().getCommandSpec();
		String message = UsageMessage.of(ex);
		err.println(message);
		err.println("See '%s --help'".formatted(command.qualifiedName()));
		answer(invocation, command.name(), FailureAnswer.of(ExitCode.USAGE, message));
		return ExitCode.USAGE;
	}

	private static int failure(Invocation invocation, String command, Exception ex) {
		Console console = invocation.console();
		console.out().flush();
		String message = invocation.option().addTo(message(ex));
		console.err().printError("FAILED: ", message);
		answer(invocation, command, FailureAnswer.of(ex, message, invocation.option()));
		return ExitCode.of(ex);
	}

	private static void answer(Invocation invocation, String command, Map<String, ?> failure) {
		if (invocation.json()) {
			invocation.out().printData(Json.answer(command, failure));
		}
	}

	private static String message(Throwable failure) {
		String message = failure.getMessage();
		if (failure instanceof HeadwayException && message != null) {
			return message;
		}
		if (failure instanceof InvalidPathException name) {
			return "%s: this process cannot read the name, because the locale's encoding is %s. Set LC_ALL=C.UTF-8, or rename the file."
				.formatted(ShortList.text(name.getInput()), System.getProperty("sun.jnu.encoding"));
		}
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String root = (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
		String text = (message == null || message.contains(root)) ? ((message != null) ? message : root)
				: "%s: %s".formatted(message, root);
		return (cause instanceof IOException || cause instanceof IllegalArgumentException) ? Printable.line(text)
				: text;
	}

}
