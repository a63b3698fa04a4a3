package dev.headway.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.json.JsonContent;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase.Access;

/**
 * A web application on a free port, and a client for it.
 *
 * @param context its application context
 */
public record WebApplication(ConfigurableApplicationContext context) implements AutoCloseable {

	/**
	 * Start an application.
	 * @param database its database
	 * @param migrations its migrations
	 * @param properties further properties
	 * @return the running application
	 */
	public static WebApplication start(Access database, MigrationFolder migrations, String... properties) {
		return start(database, migrations, Application.class, properties);
	}

	/**
	 * Start an application.
	 * @param database its database
	 * @param migrations its migrations
	 * @param source its configuration
	 * @param properties further properties
	 * @return the running application
	 */
	public static WebApplication start(Access database, MigrationFolder migrations, Class<?> source,
			String... properties) {
		return new WebApplication(
				new SpringApplication(source).run(arguments(database, migrations, false, properties)));
	}

	/**
	 * Start an application that may hold back its work, and then does not come to an end
	 * with its startup.
	 * @param database its database
	 * @param migrations its migrations
	 * @param source its configuration
	 * @param properties further properties
	 * @return the run, and the application once its web server runs
	 */
	public static HeldRun startHeld(Access database, MigrationFolder migrations, Class<?> source,
			String... properties) {
		SpringApplication application = new SpringApplication(source);
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> started
			.complete(event.getApplicationContext()));
		CompletableFuture<?> run = CompletableFuture
			.runAsync(() -> application.run(arguments(database, migrations, true, properties)), (task) -> {
				Thread thread = new Thread(task, "main");
				thread.setDaemon(true);
				thread.start();
			});
		CompletableFuture.anyOf(started, run).join();
		return new HeldRun(new WebApplication(started.join()), run);
	}

	private static String[] arguments(Access database, MigrationFolder migrations, boolean hold, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("server.address=127.0.0.1",
				"spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password(), "spring.flyway.locations=" + migrations.location(),
				"spring.main.banner-mode=off", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always", "headway.hold=" + hold));
		arguments.addAll(List.of(properties));
		if (arguments.stream().noneMatch((property) -> property.startsWith("server.port="))) {
			arguments.add("server.port=0");
		}
		return arguments.stream().map("--"::concat).toArray(String[]::new);
	}

	/**
	 * Ask for a page.
	 * @param path its path
	 * @return what is answered
	 */
	public Answer get(String path) {
		HttpResponse<String> response = send(path);
		return new Answer(response.statusCode(), response.body());
	}

	/**
	 * Ask for a page in a format.
	 * @param path its path
	 * @param accept the accepted media types
	 * @return what is answered
	 */
	public HttpResponse<String> getAs(String path, String accept) {
		return send(path, "Accept", accept);
	}

	private HttpResponse<String> send(String path, String... headers) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		try {
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What is answered.
	 *
	 * @param status the status code
	 * @param body the body
	 */
	public record Answer(int status, String body) {

		/**
		 * The body as JSON.
		 * @return the content to assert on
		 */
		public JsonContent json() {
			return new JsonContent(this.body);
		}

	}

	/**
	 * A run that may hold back its work.
	 *
	 * @param application the application
	 * @param run ends when nothing is held anymore, or the application is closed
	 */
	public record HeldRun(WebApplication application, CompletableFuture<?> run) implements AutoCloseable {

		@Override
		public void close() {
			this.application.close();
		}

	}

	/**
	 * An application without beans.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataJpaRepositoriesAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, JooqAutoConfiguration.class })
	public static class Application {

	}

}
