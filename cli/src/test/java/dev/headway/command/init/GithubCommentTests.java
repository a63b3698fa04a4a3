package dev.headway.command.init;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@code github-comment.sh}, with a stand-in for the part of GitHub that it
 * calls.
 */
@DisabledOnOs(OS.WINDOWS)
class GithubCommentTests {

	private static final String MARKER = "<!-- headway: db check -->";

	private static final String BOT = "github-actions[bot]";

	@TempDir
	private Path temporary;

	private final Map<Integer, Map<String, Object>> comments = Collections.synchronizedMap(new LinkedHashMap<>());

	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	private final Map<String, String> environment = new HashMap<>();

	private HttpServer github;

	private volatile int status;

	private volatile String answer = "";

	@BeforeEach
	void start() throws IOException {
		this.github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.github.createContext("/", this::handle);
		this.github.start();
		this.environment.putAll(Map.of("GITHUB_TOKEN", "the-token", "GITHUB_REPOSITORY", "octo/shop", "GITHUB_API_URL",
				"http://localhost:" + this.github.getAddress().getPort(), "PULL_REQUEST", "7", "FILE",
				this.temporary.resolve("check.md").toString(), "RESULT", "failure"));
	}

	@AfterEach
	void stop() {
		this.github.stop(0);
	}

	@Test
	void commentIsCreatedUpdatedAndRemoved() throws IOException {
		assertThat(run()).isEmpty();
		report("### Migrations: 1 problem");
		assertThat(run()).isEqualTo("The comment was created.\n");
		assertThat(bodies()).containsExactly(MARKER + "\n### Migrations: 1 problem");
		report("### Migrations: 2 problems");
		assertThat(run()).isEqualTo("The comment was updated.\n");
		assertThat(bodies()).containsExactly(MARKER + "\n### Migrations: 2 problems");
		this.environment.put("RESULT", "success");
		assertThat(run()).isEqualTo("A comment was removed.\n");
		assertThat(bodies()).isEmpty();
		assertThat(this.calls).contains("POST /repos/octo/shop/issues/7/comments",
				"DELETE /repos/octo/shop/issues/comments/1");
		this.environment.put("RESULT", "failure");
		run();
		report("");
		assertThat(run()).isEqualTo("A comment was removed.\n");
	}

	@Test
	void commentIsFoundBehindManyOthersAndOnlyTheOwnOne() throws IOException {
		for (int i = 0; i < 250; i++) {
			add((i % 2 == 0) ? "octocat" : BOT, (i % 2 == 0) ? MARKER + "\nforged" : "another bot's " + MARKER);
		}
		add(BOT, MARKER + "\nold");
		add(BOT, MARKER + "\nof a race");
		report("new");
		assertThat(run()).isEqualTo("The comment was updated.\nA comment was removed.\n");
		assertThat(this.comments).hasSize(251);
		assertThat(bodies().get(250)).isEqualTo(MARKER + "\nnew");
		assertThat(this.calls).containsOnlyOnce("GET /repos/octo/shop/issues/7/comments?per_page=100&page=3")
			.doesNotContain("GET /repos/octo/shop/issues/7/comments?per_page=100&page=4");
	}

	@Test
	void commentWhenBytesAreHostileIsOneText() throws IOException {
		byte[] hostile = "\"}, \"x\": \\u0022 $(touch pwned) `id` %s ${HOME} \u0000 \u001b[31m \ud83d\ude00 \u202e\r\n'"
			.getBytes(StandardCharsets.UTF_8);
		byte[] bytes = new byte[hostile.length + 2];
		System.arraycopy(hostile, 0, bytes, 0, hostile.length);
		bytes[hostile.length] = (byte) 0xff;
		bytes[hostile.length + 1] = (byte) 0xc3;
		Files.write(this.temporary.resolve("check.md"), bytes);
		assertThat(run()).isEqualTo("The comment was created.\n");
		assertThat(bodies().get(0)).startsWith(MARKER
				+ "\n\"}, \"x\": \\u0022 $(touch pwned) `id` %s ${HOME}  \u001b[31m \ud83d\ude00 \u202e\r\n'\ufffd");
		assertThat(this.temporary.resolve("pwned")).doesNotExist();
		report("\ud83d\ude00".repeat(100_000));
		run();
		String body = bodies().get(0);
		assertThat(body.codePointCount(0, body.length())).isEqualTo(65_000);
	}

	@Test
	void commentWhenFileIsALinkIsNotWritten() throws IOException {
		Path secret = Files.writeString(this.temporary.resolve("secret"), "the secret");
		Files.createSymbolicLink(this.temporary.resolve("check.md"), secret);
		assertThat(run()).isEmpty();
		assertThat(bodies()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 422, 500, 503, 302 })
	void commentWhenGithubRefusesSaysSoAndPasses(int refusal) throws IOException {
		report("x");
		this.status = refusal;
		assertThat(run()).startsWith("The comment was not updated: GitHub answered " + refusal + ".").hasLineCount(1);
	}

	@Test
	void commentWhenGithubCannotBeAskedSaysSoAndPasses() throws IOException {
		report("x");
		this.answer = "<html>";
		assertThat(run()).isEqualTo("The comment was not updated: GitHub's answer is not a list of comments.\n");
		this.github.stop(0);
		assertThat(run()).isEqualTo("The comment was not updated: GitHub did not answer.\n");
		this.environment.put("PULL_REQUEST", "7/../8");
		assertThat(run()).isEqualTo("The comment was not updated: PULL_REQUEST is not a number.\n");
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void tokenIsOnlyInTheHeader() throws IOException {
		String script = script();
		assertThat(script).containsOnlyOnce("$GITHUB_TOKEN").doesNotContain("${{", "set -x");
		assertThat(script.lines()).allMatch((line) -> line.length() <= 120);
	}

	private void report(String markdown) throws IOException {
		Files.writeString(this.temporary.resolve("check.md"), markdown);
	}

	private List<String> bodies() {
		return this.comments.values().stream().map((comment) -> String.valueOf(comment.get("body"))).toList();
	}

	private void add(String login, String body) {
		int id = this.comments.keySet().stream().mapToInt((known) -> known).max().orElse(0) + 1;
		this.comments.put(id, new HashMap<>(Map.of("id", id, "user", Map.of("login", login), "body", body)));
	}

	/**
	 * Run the script as GitHub does, which must succeed.
	 */
	private String run() throws IOException {
		for (String tool : List.of("bash", "curl", "jq")) {
			boolean found = Stream.of(System.getenv("PATH").split(":", -1))
				.anyMatch((folder) -> Files.isExecutable(Path.of(folder, tool)));
			assumeTrue(found || "true".equals(System.getenv("CI")), tool + " is missing");
		}
		Path script = Files.writeString(this.temporary.resolve("script.sh"), script());
		ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail",
				script.toString())
			.directory(this.temporary.toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(this.environment);
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			return output;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String script() throws IOException {
		return new String(
				Objects.requireNonNull(Template.class.getResourceAsStream("github-comment.sh")).readAllBytes(),
				StandardCharsets.UTF_8);
	}

	private void handle(HttpExchange exchange) throws IOException {
		URI uri = exchange.getRequestURI();
		this.calls.add(exchange.getRequestMethod() + " " + uri);
		byte[] request = exchange.getRequestBody().readAllBytes();
		boolean allowed = "Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
		int code = !allowed ? 401 : (this.status > 0) ? this.status : 200;
		Object response = (code == 200) ? answer(exchange.getRequestMethod(), uri, request) : Map.of();
		byte[] bytes = (this.answer.isEmpty() ? JsonMapper.shared().writeValueAsString(response) : this.answer)
			.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(code, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private Object answer(String method, URI uri, byte[] request) {
		switch (method) {
			case "POST" -> add(BOT, body(request));
			case "PATCH" -> Objects.requireNonNull(this.comments.get(id(uri.getPath()))).put("body", body(request));
			case "DELETE" -> this.comments.remove(id(uri.getPath()));
			default -> {
				return page(Integer.parseInt(uri.getQuery().replaceAll(".*[&?]page=", "")));
			}
		}
		return Map.of();
	}

	private List<Map<String, Object>> page(int page) {
		return this.comments.values().stream().skip((page - 1) * 100L).limit(100).toList();
	}

	private static int id(String path) {
		return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
	}

	private static String body(byte[] request) {
		return JsonMapper.shared().readTree(request).path("body").stringValue();
	}

}
