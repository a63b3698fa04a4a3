package dev.headway.benchmark;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Sends requests to the actuator of an application that is up to date, over HTTP within
 * this machine: one at a time, the endpoints in turn.
 */
final class ActuatorCase {

	private static final List<String> PATHS = List.of("migrations", "migrations/1", "flyway", "health",
			"health/readiness", "prometheus");

	private final BenchmarkOptions options;

	private final ResultTable table;

	private final HttpClient client = HttpClient.newHttpClient();

	ActuatorCase(BenchmarkOptions options, PrintStream out) {
		this.options = options;
		this.table = new ResultTable(out, "Actuator", "database", "migrations", "path", "p50 ms", "p99 ms", "max ms");
	}

	void run() {
		this.options.forEachDatabase(false, this::run);
	}

	private void run(DatabaseServer server, int size) {
		Migrations migrations = Migrations.write(this.options.path(), Migrations.INSERT, size, 0);
		DatabaseAccess access = server.create();
		Engine.stamp(access, migrations);
		try (ConfigurableApplicationContext context = Actuator.start(access, migrations)) {
			String actuator = "http://127.0.0.1:%s/actuator/"
				.formatted(context.getEnvironment().getRequiredProperty("local.server.port"));
			Comparison.run(this.options.warmUp, PATHS, (path) -> time(actuator + path));
			Comparison.run(this.options.requests, PATHS, (path) -> time(actuator + path))
				.forEach((path, figures) -> this.table.add(server, size, path, figures.wallPercentile(0.5),
						figures.wallPercentile(0.99), figures.wallPercentile(1)));
		}
		server.drop(access);
	}

	private Figure time(String url) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
		return Figure.ofThread(() -> {
			int status = this.client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
			if (status != 200) {
				throw new IllegalStateException("%s returned %d".formatted(url, status));
			}
			return status;
		});
	}

	/**
	 * An application that has nothing but its actuator.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Actuator {

		static ConfigurableApplicationContext start(DatabaseAccess access, Migrations migrations) {
			return new SpringApplicationBuilder(Actuator.class)
				.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"spring.datasource.url=" + access.url(), "spring.datasource.username=" + access.user(),
						"spring.datasource.password=" + access.password(),
						"spring.flyway.locations=" + migrations.location(),
						"management.endpoints.web.exposure.include=health,migrations,flyway,prometheus")
				.run();
		}

	}

}
