package dev.headway.benchmark.application;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Database;
import dev.headway.benchmark.ground.DatabaseKind;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.ground.Workspace;
import dev.headway.benchmark.measure.Comparison;
import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Machine;
import dev.headway.benchmark.measure.ResultTable;
import dev.headway.benchmark.measure.Spread;
import dev.headway.benchmark.measure.Stopwatch;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;

/**
 * Requests to the actuator of an application that is up to date, one after the other over
 * HTTP within this machine, the windows in turns.
 */
public final class ActuatorCase {

	private static final List<String> WINDOWS = List.of("migrations", "migrations/1", "flyway", "health",
			"health/readiness", "prometheus");

	private final Settings settings;

	private final ResultTable table;

	private final HttpClient client = HttpClient.newHttpClient();

	private ActuatorCase(Settings settings, PrintStream out) {
		this.settings = settings;
		this.table = new ResultTable(out, "Windows of an application", "database", "migrations", "path", "p50 ms",
				"p99 ms", "max ms", "KB", "load");
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		ActuatorCase windows = new ActuatorCase(settings, out);
		settings.databases().forEach(windows::run);
	}

	private void run(DatabaseKind kind) {
		try (Workspace workspace = Workspace.create(); Database database = this.settings.open(kind, null)) {
			for (int size : this.settings.sizes()) {
				Access access = database.create();
				Migrations migrations = this.settings.migrations(workspace, this.settings.shapes().get(0),
						Content.INSERT, size);
				stamp(access, migrations);
				try (ConfigurableApplicationContext context = Actuator.start(access, migrations)) {
					measure(database.name(), size, context.getEnvironment().getRequiredProperty("local.server.port"));
				}
				database.drop(access);
			}
		}
	}

	private static void stamp(Access access, Migrations migrations) {
		try (HikariDataSource pool = access.pool()) {
			Flyway flyway = Flyway.configure(migrations.classLoader())
				.dataSource(pool)
				.locations(migrations.location())
				.load();
			FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of()).stamp("head");
		}
	}

	private void measure(String database, int size, String port) {
		List<HttpRequest> requests = WINDOWS.stream()
			.map((path) -> HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/actuator/%s".formatted(port, path)))
				.build())
			.toList();
		Comparison.run(this.settings.warmUp(), requests, (request) -> Stopwatch.THREAD.measure(() -> get(request)));
		Map<HttpRequest, Figures> figures = Comparison.run(this.settings.requests(), requests,
				(request) -> Stopwatch.THREAD.measure(() -> get(request)));
		figures.forEach((request, taken) -> {
			long[] walls = taken.runs().stream().mapToLong((figure) -> figure.wall()).toArray();
			AtomicLong bytes = new AtomicLong();
			Stopwatch.THREAD.measure(() -> bytes.set(get(request)));
			this.table.add(database, size, request.uri().getPath(), Spread.millis(Spread.percentile(0.5, walls)),
					Spread.millis(Spread.percentile(0.99, walls)), Spread.millis(taken.wall().max()), bytes.get() >> 10,
					Machine.load());
		});
	}

	private long get(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<byte[]> response = this.client.send(request, HttpResponse.BodyHandlers.ofByteArray());
		if (response.statusCode() != 200) {
			throw new IllegalStateException("%s answers %d".formatted(request.uri(), response.statusCode()));
		}
		return response.body().length;
	}

}
