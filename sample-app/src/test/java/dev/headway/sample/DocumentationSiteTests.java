package dev.headway.sample;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of the site that {@code .ci/site} builds from {@code docs/}, on a server and in a
 * browser. They need npm and its registry, and are skipped without them.
 */
class DocumentationSiteTests {

	/** The exit code if packages cannot be downloaded. */
	private static final int UNRESOLVED = 75;

	/** Where the server has the site. */
	private static final String BASE = "/headway/";

	private static final Pattern REFERENCE = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");

	private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");

	private static final Map<String, String> TYPES = Map.of("html", "text/html", "js", "text/javascript", "css",
			"text/css", "json", "application/json", "svg", "image/svg+xml", "png", "image/png");

	@TempDir
	private static Path temporary;

	private static Path site;

	private static HttpServer server;

	@BeforeAll
	static void buildTwoVersions() throws Exception {
		boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "npm")));
		assumeTrue(installed, "npm is not installed");
		site = temporary.resolve("site");
		build("0.1.0");
		build("0.2.0-SNAPSHOT");
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", DocumentationSiteTests::answer);
		server.start();
	}

	private static void build(String version) throws IOException, InterruptedException {
		Path log = temporary.resolve("log");
		Process process = new ProcessBuilder("../.ci/site", "--base", BASE, version, site.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
		assumeTrue(process.exitValue() != UNRESOLVED, "The packages of the site cannot be downloaded");
		assertThat(process.exitValue()).as(() -> read(log)).isZero();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		Path file = file(exchange.getRequestURI().getPath());
		String name = file.getFileName().toString();
		try (exchange) {
			if (!Files.isRegularFile(file)) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			exchange.getResponseHeaders()
				.set("Content-Type", TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
			exchange.sendResponseHeaders(200, 0);
			Files.copy(file, exchange.getResponseBody());
		}
	}

	/**
	 * The file that a server has at a path.
	 */
	private static Path file(String path) {
		if (!path.startsWith(BASE)) {
			return site.resolve("outside of the site");
		}
		return site.resolve(path.substring(BASE.length()) + (path.endsWith("/") ? "index.html" : "")).normalize();
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.stop(0);
		}
	}

	@Test
	void pagesLinkToPagesAnchorsAndFilesThatExist() throws IOException {
		Set<String> broken = new TreeSet<>();
		for (Path page : pages()) {
			URI address = URI.create(BASE + site.relativize(page));
			for (String reference : references(page)) {
				URI target = address.resolve(reference);
				if (!target.isAbsolute() && !exists(target)) {
					broken.add(address + ": " + reference);
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	private static boolean exists(URI target) {
		Path file = file(target.getPath());
		if (!Files.isRegularFile(file)) {
			return false;
		}
		return target.getFragment() == null || matches(ID, file).contains(target.getFragment());
	}

	@Test
	void everyPageIsInTheSidebar() throws IOException {
		List<String> linked = references(site.resolve("0.1.0/index.html"));
		List<String> written = pages().stream()
			.map((page) -> BASE + site.relativize(page))
			.filter((page) -> page.startsWith(BASE + "0.1.0/docs/"))
			.toList();
		assertThat(written).hasSizeGreaterThan(40);
		assertThat(linked).containsAll(written);
	}

	@Test
	void siteRefersToOtherHostsInLinksOnly() throws IOException {
		Pattern loaded = Pattern.compile("<(?:script|link|img|iframe)\\s[^>]*(?:src|href)=\"(https?:)?//");
		assertThat(pages()).noneMatch((page) -> loaded.matcher(read(page)).find());
		try (Stream<Path> files = Files.walk(site)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".css")))
				.noneMatch((file) -> read(file).matches("(?s).*(@import|url\\(['\"]?(https?:)?//).*"));
		}
	}

	@Test
	void searchFindsPages() throws IOException {
		try (Chromium browser = browser()) {
			open(browser, "0.1.0/");
			browser.evaluate("document.querySelector('.DocSearch-Button').click()");
			browser.await("document.activeElement.matches('.VPLocalSearchBox input')");
			browser.press("multiple heads".split(""));
			browser.await("document.querySelector('.VPLocalSearchBox .result') !== null");
			assertThat(browser
				.evaluate(
						"[...document.querySelectorAll('.VPLocalSearchBox .result')].map((result) => result.pathname)")
				.valueStream()
				.map(JsonNode::asString)).contains(BASE + "0.1.0/docs/conflicts.html");
			browser.evaluate("document.querySelector('.VPLocalSearchBox .result').click()");
			browser.await("location.pathname !== '%s0.1.0/'".formatted(BASE));
			browser.await("document.querySelector('.vp-doc h1') !== null");
			assertLoadedOnlyTheSite(browser);
		}
	}

	@Test
	void pagesOfEarlierVersionLeadToLaterOne() throws IOException {
		try (Chromium browser = browser()) {
			open(browser, "");
			browser.await("location.pathname === '%s0.1.0/'".formatted(BASE));
			open(browser, "0.1.0/docs/conflicts.html");
			String menu = "document.querySelector('.version-menu')";
			browser.await(menu + " !== null && " + menu + ".options.length === 2");
			assertThat(browser.evaluate("[...%s.options].map((option) => option.text)".formatted(menu)).valueStream())
				.extracting(JsonNode::asString)
				.containsExactly("0.2.0-SNAPSHOT", "0.1.0");
			assertThat(browser.evaluate(menu + ".value").asString()).isEqualTo("0.1.0");
			assertLoadedOnlyTheSite(browser);
			browser.evaluate("%1$s.value = '0.2.0-SNAPSHOT'; %1$s.dispatchEvent(new Event('change'))".formatted(menu));
			browser.await("location.pathname === '%s0.2.0-SNAPSHOT/'".formatted(BASE));
		}
	}

	@Test
	void pagesLoadWithoutErrors() throws IOException {
		try (Chromium browser = browser()) {
			for (Path page : pages()) {
				if (page.startsWith(site.resolve("0.1.0"))) {
					open(browser, site.relativize(page).toString());
					browser.await("document.querySelector('.Layout') !== null");
					assertLoadedOnlyTheSite(browser);
				}
			}
		}
	}

	private static Chromium browser() throws IOException {
		Optional<Path> executable = Chromium.executable();
		assumeTrue(executable.isPresent(), "Chromium is not installed");
		return new Chromium(executable.orElseThrow(), Files.createTempDirectory(temporary, "profile"));
	}

	private static void open(Chromium browser, String page) {
		browser.open("http://127.0.0.1:%d%s%s".formatted(server.getAddress().getPort(), BASE, page));
	}

	private static void assertLoadedOnlyTheSite(Chromium browser) {
		assertThat(browser.errors()).isEmpty();
		assertThat(
				browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)").valueStream())
			.extracting(JsonNode::asString)
			.isNotEmpty()
			.allMatch((url) -> url.startsWith("http://127.0.0.1:" + server.getAddress().getPort() + BASE));
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(site)) {
			return files.filter((file) -> file.toString().endsWith(".html")).sorted().toList();
		}
	}

	private static List<String> references(Path page) {
		return matches(REFERENCE, page).stream().map((reference) -> reference.replace("&amp;", "&")).toList();
	}

	private static Set<String> matches(Pattern pattern, Path file) {
		return pattern.matcher(read(file)).results().map((match) -> match.group(1)).collect(Collectors.toSet());
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
