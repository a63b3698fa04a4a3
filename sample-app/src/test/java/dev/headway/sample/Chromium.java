package dev.headway.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A headless Chromium with one tab, which is controlled through its DevTools protocol.
 */
final class Chromium implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** The names of keys and their codes. */
	private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "End", 35, "Home", 36,
			"ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);

	private final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final AtomicInteger commands = new AtomicInteger();

	private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final Process process;

	private final WebSocket socket;

	/**
	 * Start a browser.
	 * @param executable its file
	 * @param profile the folder that it may write into
	 */
	Chromium(Path executable, Path profile) throws IOException {
		this.process = new ProcessBuilder(executable.toString(), "--headless", "--no-sandbox", "--disable-gpu",
				"--disable-dev-shm-usage", "--no-first-run", "--window-size=900,700", "--remote-debugging-port=0",
				"--user-data-dir=" + profile, "about:blank")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			this.socket = connect(profile.resolve("DevToolsActivePort"));
			send("Page.enable", Map.of());
			send("Runtime.enable", Map.of());
			send("Log.enable", Map.of());
		}
		catch (RuntimeException | Error ex) {
			this.process.destroyForcibly();
			throw ex;
		}
	}

	static Optional<Path> executable() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of("chromium", "chromium-browser", "google-chrome")
				.map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private WebSocket connect(Path portFile) {
		String address = Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> pageAddress(Files.readAllLines(portFile).get(0)), (any) -> true);
		return this.http.newWebSocketBuilder().buildAsync(URI.create(address), new Answers()).join();
	}

	private String pageAddress(String port) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/json/list".formatted(port)))
			.build();
		for (JsonNode target : this.json.readTree(this.http.send(request, BodyHandlers.ofString()).body())) {
			if (target.path("type").asString().equals("page")) {
				return target.path("webSocketDebuggerUrl").asString();
			}
		}
		throw new IOException("no page yet");
	}

	/**
	 * Send a command.
	 * @return its result
	 */
	JsonNode send(String method, Map<String, ?> parameters) {
		int id = this.commands.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		this.socket
			.sendText(this.json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
			.join();
		JsonNode message = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		assertThat(message.has("error")).as(() -> method + ": " + message).isFalse();
		return message.path("result");
	}

	/**
	 * Load a page and forget the errors of the one before.
	 */
	void open(String url) {
		send("Page.navigate", Map.of("url", "about:blank"));
		this.errors.clear();
		send("Page.navigate", Map.of("url", url));
		await("location.href !== 'about:blank' && document.readyState === 'complete'");
	}

	/**
	 * Wait until an expression of JavaScript is true.
	 */
	void await(String condition) {
		Awaitility.await(condition)
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> evaluate(condition).asBoolean());
	}

	/**
	 * Return the value of an expression of JavaScript.
	 */
	JsonNode evaluate(String expression) {
		JsonNode result = send("Runtime.evaluate",
				Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
		assertThat(result.has("exceptionDetails")).as(() -> expression + ": " + result).isFalse();
		return result.path("result").path("value");
	}

	/**
	 * Press keys.
	 * @param keys the names of keys, or characters
	 */
	void press(String... keys) {
		for (String key : keys) {
			int code = KEYS.getOrDefault(key, 0);
			String text = key.equals("Enter") ? "\r" : (code == 0) ? key : "";
			Map<String, Object> event = Map.of("type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", key, "code",
					key, "windowsVirtualKeyCode", code, "text", text);
			send("Input.dispatchKeyEvent", event);
			send("Input.dispatchKeyEvent",
					Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
		}
	}

	/**
	 * Return the errors in the console, of which blocked resources are some.
	 */
	List<String> errors() {
		return this.errors;
	}

	/**
	 * Return when none of its processes writes into the profile any more.
	 */
	@Override
	public void close() {
		List<ProcessHandle> processes = Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.toList();
		this.socket.abort();
		this.process.destroy();
		awaitEnd(processes);
		processes.forEach(ProcessHandle::destroyForcibly);
		awaitEnd(processes);
	}

	private static void awaitEnd(List<ProcessHandle> processes) {
		CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, 10, TimeUnit.SECONDS)
			.join();
	}

	/**
	 * Receives answers to commands, and events.
	 */
	private final class Answers implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				receive(Chromium.this.json.readTree(this.text.toString()));
				this.text.setLength(0);
			}
			webSocket.request(1);
			return CompletableFuture.completedFuture(null);
		}

		private void receive(JsonNode message) {
			CompletableFuture<JsonNode> answer = Chromium.this.answers.remove(message.path("id").asInt(0));
			if (answer != null) {
				answer.complete(message);
			}
			String method = message.path("method").asString("");
			String level = message.at("/params/entry/level").asString(message.at("/params/type").asString(""));
			if (method.equals("Runtime.exceptionThrown")
					|| (List.of("Log.entryAdded", "Runtime.consoleAPICalled").contains(method)
							&& level.equals("error"))) {
				Chromium.this.errors.add(message.toString());
			}
		}

	}

}
