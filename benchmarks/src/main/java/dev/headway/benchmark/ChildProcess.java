package dev.headway.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fresh JVM with the same Java and the same JVM arguments as this one. It reports by
 * the lines that it prints.
 */
final class ChildProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final StringBuilder printed = new StringBuilder();

	ChildProcess(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
			.forEach(command::add);
		command.addAll(arguments);
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.out = this.process.inputReader();
	}

	String await(String text) {
		return find(text).orElseThrow(() -> new IllegalStateException(
				"A child process ended without printing '%s'. It printed:%n%s".formatted(text, this.printed)));
	}

	/**
	 * Wait until the process prints a line that contains a text, or ends.
	 * @return what follows the text in that line
	 */
	Optional<String> find(String text) {
		try {
			for (String line = this.out.readLine(); line != null; line = this.out.readLine()) {
				this.printed.append(line).append('\n');
				int index = line.indexOf(text);
				if (index >= 0) {
					return Optional.of(line.substring(index + text.length()));
				}
			}
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * End the standard input of the process, for which it waits.
	 */
	void release() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the CPU time so far in nanoseconds, 0 if the platform does not report it.
	 */
	long cpu() {
		return this.process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
