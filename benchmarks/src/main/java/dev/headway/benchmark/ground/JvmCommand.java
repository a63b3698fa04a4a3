package dev.headway.benchmark.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Starts JVMs like this one: the same Java, with the same arguments.
 */
public final class JvmCommand {

	private final List<String> command = new ArrayList<>();

	private ProcessBuilder.Redirect errors = ProcessBuilder.Redirect.INHERIT;

	private JvmCommand(List<String> program) {
		this.command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
			.forEach(this.command::add);
		this.command.addAll(program);
	}

	/**
	 * Run a class of this class path.
	 * @param main the class
	 * @return the command
	 */
	public static JvmCommand like(Class<?> main) {
		return of(System.getProperty("java.class.path"), main.getName());
	}

	/**
	 * Run a class of another class path.
	 * @param classPath the class path
	 * @param main the name of the class
	 * @return the command
	 */
	public static JvmCommand of(String classPath, String main) {
		return new JvmCommand(List.of("-cp", classPath, main));
	}

	/**
	 * Run a jar.
	 * @param jar the jar
	 * @return the command
	 */
	public static JvmCommand jar(Path jar) {
		return new JvmCommand(List.of("-jar", jar.toString()));
	}

	/**
	 * Put an argument for the JVM itself before all others.
	 * @param argument the argument
	 * @return this command
	 */
	public JvmCommand with(String argument) {
		this.command.add(1, argument);
		return this;
	}

	/**
	 * Do not show what the process says on standard error.
	 * @return this command
	 */
	public JvmCommand withoutErrors() {
		this.errors = ProcessBuilder.Redirect.DISCARD;
		return this;
	}

	/**
	 * Start. What the process says on standard error is seen on ours, unless told
	 * otherwise.
	 * @param arguments the arguments of the program
	 * @return the process
	 */
	public Process start(String... arguments) {
		List<String> all = new ArrayList<>(this.command);
		Collections.addAll(all, arguments);
		try {
			return new ProcessBuilder(all).redirectError(this.errors).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
