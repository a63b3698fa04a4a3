package dev.headway.benchmark.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import dev.headway.benchmark.ground.JvmCommand;
import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Stopwatch;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;
import dev.headway.script.check.ScriptCheck;
import dev.headway.script.location.ScriptLocations;

/**
 * Checks the scripts of a folder, in this JVM or, once, in one that has done nothing
 * else.
 */
public final class CheckChild {

	private CheckChild() {
	}

	/**
	 * Check, and print the figures.
	 * @param args the folder
	 */
	public static void main(String[] args) {
		Figure figure = Stopwatch.PROCESS.measure(() -> check(Path.of(args[0])));
		System.out.println(figure.wall() + " " + figure.cpu());
	}

	static void check(Path folder) {
		MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(), ScriptLocations.of(folder),
				List.of());
		var problems = new ScriptCheck(scripts).problems(false);
		if (!problems.isEmpty()) {
			throw new IllegalStateException(problems.toString());
		}
	}

	static Figure run(Path folder) {
		Process process = JvmCommand.like(CheckChild.class).start(folder.toString());
		try (BufferedReader out = process.inputReader()) {
			String[] figures = String.valueOf(out.readLine()).split(" ", -1);
			return new Figure(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
