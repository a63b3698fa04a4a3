package dev.headway.command.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.command.console.CommandName;
import dev.headway.command.invocation.ModelSource;

/**
 * One problem, and where it is.
 *
 * @param type what kind of problem it is
 * @param message what is wrong and how to fix it
 * @param scripts names of the scripts concerned
 * @param paths where these are, in the same order; the name of a script that is only on
 * another branch
 * @param line the line in the first of them, counted from one, or {@code null}
 * @param fix the ways out that commands are, each of them alone: commands to run in this
 * order
 */
public record Finding(ProblemType type, String message, List<String> scripts, List<String> paths,
		@Nullable Integer line, List<List<String>> fix) {

	public Finding {
		scripts = List.copyOf(scripts);
		paths = List.copyOf(paths);
		fix = fix.stream().map(List::copyOf).toList();
	}

	Finding calling(CommandName command) {
		List<List<String>> ways = this.fix.stream().map((way) -> way.stream().map(command::of).toList()).toList();
		return new Finding(this.type, command.in(this.message), this.scripts, this.paths, this.line, ways);
	}

	/**
	 * The message with what differs and the SQL that is missing, one line each.
	 */
	String messageWith(ModelSource.Changes model) {
		return Stream.of(List.of(this.message), model.detected(), model.upgrade())
			.flatMap(List::stream)
			.collect(Collectors.joining("\n"));
	}

	Finding withFix(String command) {
		return new Finding(this.type, this.message, this.scripts, this.paths, this.line, List.of(List.of(command)));
	}

}
