package dev.headway.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.migration.MigrationService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that alerts and dashboard in {@code ops/} are valid, and use only what the
 * application exports.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "headway.refresh-interval=0")
class OperationsKitTests {

	private static final Path ALERTS = Path.of("../ops/prometheus/headway-alerts.yml");

	private static final Path ALERT_TESTS = Path.of("../ops/prometheus/headway-alerts-test.yml");

	private static final Path DASHBOARD = Path.of("../ops/grafana/headway.json");

	private static final Pattern SELECTOR = Pattern.compile("\\b(headway_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

	/** Labels that Prometheus adds. */
	private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

	private final JsonMapper json = new JsonMapper();

	private final RestTestClient client;

	@Autowired
	private MigrationService migrations;

	@TempDir
	private Path temporary;

	OperationsKitTests(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	/**
	 * The meters of downgrades are registered by the first one.
	 */
	@BeforeEach
	void downgradeAndUpgrade() {
		this.migrations.downgrade("1");
		this.migrations.upgrade();
	}

	@Test
	void alertsAndDashboardSelectSeriesOfTheApplication() throws IOException {
		List<Series> exported = scrape();
		List<String> expressions = Stream.concat(alerts().stream(), dashboard().stream()).toList();
		assertThat(expressions).hasSizeGreaterThan(20);
		for (String expression : expressions) {
			List<Series> selectors = series(expression);
			assertThat(selectors).as(expression).isNotEmpty();
			assertThat(selectors).allMatch((selector) -> selector.isIn(exported));
		}
	}

	@Test
	void alertTestsFeedSeriesOfTheApplication() throws IOException {
		List<Series> exported = scrape();
		assertThat(series(Files.readString(ALERT_TESTS))).isNotEmpty().allMatch((input) -> input.isIn(exported));
	}

	@Test
	void dashboardFindsApplicationsAndBeans() throws IOException {
		JsonNode variables = this.json.readTree(Files.readString(DASHBOARD)).at("/templating/list");
		assertThat(variables.findValuesAsString("name")).containsExactly("datasource", "application", "flyway");
		List<Series> exported = scrape();
		List<String> queries = variables.valueStream()
			.map((variable) -> variable.at("/query/query").asString(""))
			.toList();
		assertThat(queries).hasSize(3).filteredOn((query) -> !query.isEmpty()).hasSize(2).allSatisfy((query) -> {
			assertThat(query).startsWith("label_values(headway_");
			assertThat(series(query)).isNotEmpty().allMatch((selector) -> selector.isIn(exported));
		});
	}

	@Test
	void promtoolAcceptsAlerts() throws Exception {
		assertThat(promtool("check", "rules", ALERTS.toString())).contains("SUCCESS: ");
		assertThat(promtool("test", "rules", ALERT_TESTS.toString())).contains("SUCCESS");
	}

	@Test
	void promtoolAcceptsDashboard() throws Exception {
		List<Map<String, String>> rules = new ArrayList<>();
		for (String expression : dashboard()) {
			rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression));
		}
		Path file = this.temporary.resolve("rules.yml");
		this.json.writeValue(file, Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));
		assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS: %d rules".formatted(rules.size()));
	}

	/**
	 * The expressions of the alerts.
	 */
	private List<String> alerts() throws IOException {
		Object alerts = new Yaml().load(Files.readString(ALERTS));
		return this.json.valueToTree(alerts).findValuesAsString("expr");
	}

	/**
	 * The expressions of the dashboard, with values for Grafana's variables.
	 */
	private List<String> dashboard() throws IOException {
		return this.json.readTree(Files.readString(DASHBOARD))
			.findValuesAsString("expr")
			.stream()
			.map((expression) -> expression.replace("$__range", "1h")
				.replace("$__interval", "1m")
				.replace("$flyway", "flyway"))
			.toList();
	}

	private List<Series> scrape() {
		String metrics = this.client.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return series(Objects.requireNonNull(metrics).lines().filter((line) -> !line.startsWith("#")).toList());
	}

	private static List<Series> series(List<String> lines) {
		return lines.stream().flatMap((line) -> series(line).stream()).toList();
	}

	private static List<Series> series(String text) {
		return SELECTOR.matcher(text)
			.results()
			.map((selector) -> Series.of(selector.group(1), (selector.group(2) != null) ? selector.group(2) : ""))
			.toList();
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "promtool")));
		assumeTrue(installed, "promtool is not installed");
		List<String> command = new ArrayList<>(List.of("promtool"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	/**
	 * Time series, or what selects them.
	 *
	 * @param metric the name of the metric
	 * @param labels the possible values of each label, without those that Prometheus adds
	 */
	private record Series(String metric, Map<String, Set<String>> labels) {

		static Series of(String metric, String labels) {
			Map<String, Set<String>> values = LABEL.matcher(labels)
				.results()
				.filter((label) -> !TARGET_LABELS.contains(label.group(1)))
				.collect(Collectors.toMap((label) -> label.group(1), (label) -> Set.of(label.group(2).split("\\|"))));
			return new Series(metric, values);
		}

		/**
		 * Whether these exist, except that nothing has failed here.
		 */
		boolean isIn(List<Series> exported) {
			return this.labels.entrySet().stream().allMatch((label) -> {
				Set<String> known = exported.stream()
					.filter((series) -> series.metric.equals(this.metric))
					.flatMap((series) -> series.labels.getOrDefault(label.getKey(), Set.of()).stream())
					.collect(Collectors.toSet());
				return known.containsAll(label.getValue())
						|| (known.contains("success") && label.getValue().equals(Set.of("failure")));
			}) && exported.stream().anyMatch((series) -> series.metric.equals(this.metric));
		}

	}

}
