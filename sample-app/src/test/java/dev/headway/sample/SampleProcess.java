package dev.headway.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application as a separate process, on a free port.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Path log;

	private SampleProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Run the jar.
	 * @param folder where the log goes
	 * @param arguments the application's arguments
	 * @return the running process
	 * @throws IOException if it cannot be started
	 */
	static SampleProcess start(Path folder, String... arguments) throws IOException {
		Path log = folder.resolve("sample.log");
		List<String> command = ProjectClone.java(List.of("-jar", System.getProperty("sample.jar")));
		command.addAll(List.of(arguments));
		command.add("--server.port=0");
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		return new SampleProcess(process, log);
	}

	/**
	 * Wait until the application serves.
	 * @return its address
	 */
	String address() {
		Awaitility.await().atMost(PATIENCE).until(() -> port().find() || !this.process.isAlive());
		Matcher port = port();
		assertThat(port.find()).as(output()).isTrue();
		return "http://127.0.0.1:" + port.group(1);
	}

	/**
	 * Ask the process to end, as a container engine does.
	 */
	void terminate() {
		this.process.destroy();
	}

	/**
	 * Wait until the process has ended.
	 * @return its exit code
	 * @throws InterruptedException if this thread is interrupted
	 */
	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
		return this.process.exitValue();
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Matcher port() {
		return PORT.matcher(output());
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
