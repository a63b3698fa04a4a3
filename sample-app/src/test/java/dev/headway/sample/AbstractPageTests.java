package dev.headway.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Base class for tests of the endpoint's page in a browser. They need Chromium, and are
 * skipped without it.
 */
abstract class AbstractPageTests {

	private static final String FOCUS = "(document.activeElement.closest('.revision, [role=tab]') "
			+ "|| document.activeElement).id || document.activeElement.localName";

	private static final String SHOWN = "[...document.querySelectorAll('%s')]"
			+ ".filter((element) => element.checkVisibility()).map((element) => element.%s)";

	static Chromium browser;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void startBrowser(@TempDir Path folder) throws IOException {
		Optional<Path> executable = Chromium.executable();
		assumeTrue(executable.isPresent(), "Chromium is not installed");
		browser = new Chromium(executable.orElseThrow(), folder.resolve("profile"));
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void reset() {
		browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
		display(900, "light");
	}

	@AfterEach
	void consoleHasNoErrors() {
		assertThat(browser.errors()).isEmpty();
	}

	final void open(String fragment) {
		browser.open("http://127.0.0.1:%d/actuator/migrations%s".formatted(this.port, fragment));
	}

	static void display(int width, String colors) {
		browser.send("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 700, "deviceScaleFactor", 1, "mobile", false));
		browser.send("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
	}

	/**
	 * What axe-core has to say against the page.
	 */
	static List<String> violations() throws IOException {
		try (InputStream script = new PathMatchingResourcePatternResolver()
			.getResources("classpath:META-INF/resources/webjars/axe-core/*/axe.min.js")[0].getInputStream()) {
			browser.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; true");
		}
		return strings("axe.run().then((results) => results.violations.map((violation) => "
				+ "violation.id + ': ' + violation.nodes.map((node) => node.html).join(' | ')))");
	}

	static String focus() {
		return browser.evaluate(FOCUS).asString();
	}

	static List<String> openRevisions() {
		return strings("[...document.querySelectorAll('.revision[open]')].map(({ id }) => id)");
	}

	/**
	 * The ids of elements that are visible.
	 */
	static List<String> shown(String selector) {
		return strings(SHOWN.formatted(selector, "id"));
	}

	/**
	 * The texts of elements that are visible.
	 */
	static List<String> texts(String selector) {
		return strings(SHOWN.formatted(selector, "textContent"));
	}

	private static List<String> strings(String expression) {
		return browser.evaluate(expression).valueStream().map(JsonNode::asString).toList();
	}

}
