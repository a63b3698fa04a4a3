package dev.headway.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

import liquibase.util.LiquibaseUtil;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.measure.Machine;

/**
 * The program: measures the given cases and prints a table of each.
 */
@Command(name = "headway-benchmarks", mixinStandardHelpOptions = true,
		description = "Measures Headway beside stock Flyway and Liquibase, in turns, and prints tables in Markdown.")
public final class Benchmarks implements Callable<Integer> {

	private final PrintStream out;

	@Mixin
	private Settings settings = new Settings();

	@Parameters(arity = "1..*", paramLabel = "CASE", description = "What to measure: ${COMPLETION-CANDIDATES}.")
	private List<Case> cases = List.of();

	private Benchmarks(PrintStream out) {
		this.out = out;
	}

	/**
	 * Measure and exit.
	 * @param args cases and options
	 */
	public static void main(String[] args) {
		System
			.exit(new CommandLine(new Benchmarks(System.out)).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
	}

	@Override
	public Integer call() {
		this.out.printf("%s; Flyway %s, Liquibase %s; load at the beginning %s%n%n", Machine.description(), flyway(),
				LiquibaseUtil.getBuildVersion(), Machine.load());
		this.cases.forEach((measured) -> measured.run(this.settings, this.out));
		return 0;
	}

	private static String flyway() {
		try (InputStream version = Flyway.class.getResourceAsStream("internal/version.txt")) {
			return (version != null) ? new String(version.readAllBytes(), StandardCharsets.UTF_8).trim() : "unknown";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
