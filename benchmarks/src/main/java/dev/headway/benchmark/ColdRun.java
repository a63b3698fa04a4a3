package dev.headway.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;

import dev.headway.migration.MigrationService;

/**
 * Measures work once in a fresh JVM, for which this is the main class: it prepares the
 * work, prints that it is ready, waits to be released and prints its {@link Figure}.
 */
public final class ColdRun {

	static final String GRAPH = "graph";

	static final String CHECK = "check";

	/** Only opens the pool. */
	static final String POOL = "pool";

	/** Starts with Headway and reads the state. */
	static final String STATE = "state";

	private static final String READY = "ready";

	private static final String DONE = "done ";

	private ColdRun() {
	}

	/**
	 * Do the work.
	 * @param args what to do and its input
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		switch (args[0]) {
			case GRAPH -> measure(FilesCase.graph(FilesCase.Shape.valueOf(args[1]), Integer.parseInt(args[2])));
			case CHECK -> measure(FilesCase.check(Path.of(args[1])));
			default -> {
				try (HikariDataSource pool = new DatabaseAccess(args[2], args[3], args[4]).pool()) {
					measure(work(args[0], pool, new Migrations(Path.of(args[1]))));
				}
			}
		}
	}

	private static Callable<?> work(String what, HikariDataSource pool, Migrations migrations) {
		return switch (what) {
			case POOL -> () -> pool;
			case STATE -> () -> {
				MigrationService service = Engine.service(pool, migrations);
				service.upgrade();
				return service.state();
			};
			default -> Engine.valueOf(what).work(pool, migrations);
		};
	}

	private static void measure(Callable<?> work) throws IOException {
		System.out.println(READY);
		System.in.read();
		System.out.println(DONE + Figure.ofProcess(work).text());
	}

	static String[] arguments(String what, Migrations migrations, DatabaseAccess access) {
		return new String[] { what, migrations.root().toString(), access.url(), access.user(), access.password() };
	}

	static Figure run(String... arguments) {
		return atOnce(1, arguments);
	}

	/**
	 * Run in several JVMs at once, all of which are ready before the first is released.
	 * @return the wall time of the slowest, and the CPU time of all
	 */
	static Figure atOnce(int count, String... arguments) {
		List<ChildProcess> processes = Stream.generate(() -> start(List.of(), arguments)).limit(count).toList();
		processes.forEach((process) -> process.await(READY));
		processes.forEach(ChildProcess::release);
		List<Figure> figures = processes.stream().map((process) -> Figure.parse(process.await(DONE))).toList();
		processes.forEach(ChildProcess::close);
		return new Figure(figures.stream().mapToLong(Figure::wall).max().orElseThrow(),
				figures.stream().mapToLong(Figure::cpu).sum());
	}

	/**
	 * Return whether the work succeeds with a limited heap.
	 */
	static boolean fits(int megabytes, String... arguments) {
		try (ChildProcess process = start(List.of("-XX:+UseSerialGC", "-Xmx%dm".formatted(megabytes)), arguments)) {
			process.release();
			return process.find(DONE).isPresent();
		}
	}

	private static ChildProcess start(List<String> jvmArguments, String... arguments) {
		List<String> command = new ArrayList<>(jvmArguments);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdRun.class.getName()));
		command.addAll(List.of(arguments));
		return new ChildProcess(command);
	}

}
