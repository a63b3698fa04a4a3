package dev.headway.testing.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the commands of a {@link DocumentedPage} in Bash. Those that the functions of a
 * library pass on, such as {@code db}, run in this process.
 */
public final class PageShell {

	/** Separates the outputs of commands. */
	private static final String MARK = "\u0001";

	private final Path library;

	private final Path folder;

	private final Map<String, String> environment;

	private final Commands commands;

	/**
	 * Create a shell.
	 * @param library the functions that prepare blocks
	 * @param folder where to work
	 * @param environment more variables for the shell
	 * @param commands runs what the functions pass on
	 */
	public PageShell(Path library, Path folder, Map<String, String> environment, Commands commands) {
		this.library = library.toAbsolutePath().normalize();
		this.folder = folder;
		this.environment = environment;
		this.commands = commands;
	}

	/**
	 * Run blocks, one after the other.
	 * @param sections the blocks and how to prepare them
	 * @return the lines that were printed: for each section by its preparation, then by
	 * each command
	 */
	public List<List<List<String>>> run(List<DocumentedPage.Section> sections) {
		String mark = "printf '%s\\n'".formatted(MARK);
		StringBuilder script = new StringBuilder(". \"$LIBRARY\"\n");
		for (DocumentedPage.Section section : sections) {
			script.append("set -e\n")
				.append(String.join("\n", section.preparation()))
				.append("\nset +e\n" + mark + "\n");
			commands(section).forEach(
					(command) -> script.append(command).append("\n{ code=$?; %s; (exit $code); }\n".formatted(mark)));
		}
		List<List<String>> outputs = Stream.of(run(script.toString()).split(MARK + "\n", -1))
			.map((output) -> output.lines().toList())
			.toList();
		List<List<List<String>>> results = new ArrayList<>();
		int start = 0;
		for (DocumentedPage.Section section : sections) {
			int end = start + 1 + commands(section).size();
			if (end >= outputs.size()) {
				throw new IllegalStateException("The block at line %d cannot be prepared: %s"
					.formatted(section.block().line(), outputs.get(outputs.size() - 1)));
			}
			results.add(outputs.subList(start, end));
			start = end;
		}
		return results;
	}

	private static List<String> commands(DocumentedPage.Section section) {
		return section.block()
			.steps()
			.stream()
			.map(DocumentedBlock.Step::command)
			.filter((command) -> !command.isEmpty())
			.toList();
	}

	private String run(String script) {
		try {
			Path output = this.folder.resolve("output");
			execute(Files.writeString(this.folder.resolve("script.sh"), script), output);
			String project = Pattern.quote(this.folder.toString()) + "/\\d+/shop";
			return Files.readString(output)
				.replaceAll(project + "/src", "src")
				.replaceAll(project, "/home/mary/shop")
				.replace(this.folder.resolve("home").toString(), "/home/mary");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void execute(Path script, Path output) throws IOException, InterruptedException {
		Thread thread;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			thread = new Thread(() -> serve(server), "page-commands");
			thread.start();
			ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			Map<String, String> environment = builder.environment();
			environment.remove("HEADWAY_CLI_JAR");
			environment.put("PATH",
					Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH"));
			environment.put("CLASSPATH", System.getProperty("java.class.path"));
			environment.put("HOME", this.folder.resolve("home").toString());
			environment.put("LC_ALL", "C.UTF-8");
			environment.put("LIBRARY", this.library.toString());
			environment.put("PORT", String.valueOf(server.getLocalPort()));
			environment.put("WORK", this.folder.toString());
			environment.putAll(this.environment);
			builder.start().waitFor();
		}
		thread.join();
	}

	/**
	 * Answer the function {@code pass} of the library until the server is closed.
	 */
	private void serve(ServerSocket server) {
		while (!server.isClosed()) {
			try (Socket socket = server.accept();
					BufferedReader request = new BufferedReader(
							new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
				int count = Integer.parseInt(request.readLine());
				List<String> words = new ArrayList<>();
				while (words.size() < count) {
					words.add(request.readLine());
				}
				int code = answer(Path.of(words.get(0)), words.subList(1, count));
				socket.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				// The shell has ended, or gets no answer and fails
			}
		}
	}

	private int answer(Path current, List<String> words) throws IOException {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		int code = 70;
		try {
			code = this.commands.run(current, words, new PrintWriter(out), new PrintWriter(err));
		}
		catch (RuntimeException ex) {
			err.append(ex.toString()).append('\n');
		}
		Files.writeString(this.folder.resolve("out"), out.toString());
		Files.writeString(this.folder.resolve("err"), err.toString());
		return code;
	}

	/**
	 * Runs the commands that the functions of a library pass on.
	 */
	public interface Commands {

		/**
		 * Run a command.
		 * @param current the current folder of the shell
		 * @param words the name of the command and its arguments
		 * @param out where to print
		 * @param err where to print errors
		 * @return the exit code
		 */
		int run(Path current, List<String> words, PrintWriter out, PrintWriter err);

	}

}
