package dev.headway.boot.endpoint;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.boot.AbstractWebTests;
import dev.headway.boot.WebApplication;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsFormat} over HTTP.
 */
class MigrationsFormatTests extends AbstractWebTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
			+ "image/webp,image/apng,*/*;q=0.8";

	private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

	@ParameterizedTest
	@CsvSource({ "text/html, text/html;charset=UTF-8, <!DOCTYPE html>",
			"image/svg+xml, image/svg+xml;charset=UTF-8, '<svg '",
			"text/vnd.mermaid, text/vnd.mermaid;charset=UTF-8, flowchart BT",
			"text/vnd.graphviz, text/vnd.graphviz;charset=UTF-8, digraph migrations" })
	void getWhenFormatIsAcceptedDrawsConflict(String accept, String type, String start) {
		this.migrations.with("V1__create_users.sql", "create table users (id int primary key, name varchar(50));");
		start().close();
		this.migrations.withConflict();
		try (WebApplication application = start()) {
			HttpResponse<String> response = application.getAs("/actuator/migrations", accept);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
			assertThat(response.body()).startsWith(start).contains("add avatars", "conflict", "pending", "current");
		}
	}

	@Test
	void getWhenBrowserAsksAnswersWithPage() {
		this.migrations.withMerge();
		try (WebApplication application = start()) {
			assertThat(type(application.getAs("/actuator/migrations", BROWSER))).startsWith("text/html");
			assertThat(type(application.getAs("/actuator/migrations", "image/avif,image/*,*/*;q=0.8")))
				.startsWith("image/svg+xml");
			assertThat(application.getAs("/actuator/migrations", "text/csv").statusCode()).isEqualTo(406);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", V3, "application/json", "application/json, */*",
			"application/vnd.spring-boot.actuator.v2+json", "text/csv, application/json" })
	void getWhenJsonIsAcceptedAnswersAsWithoutHeader(String accept) {
		this.migrations.withMerge();
		try (WebApplication application = start()) {
			HttpResponse<String> response = application.getAs("/actuator/migrations", accept);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(type(response)).isEqualTo(accept.contains("*") ? V3 : accept.replace("text/csv, ", ""));
			assertThat(response.body()).isEqualTo(application.get("/actuator/migrations").body());
		}
	}

	@Test
	void getWhenTimeToLiveIsSetKeepsFormatsApart() {
		this.migrations.withMerge();
		try (WebApplication application = start("management.endpoint.migrations.cache.time-to-live=1h")) {
			String page = application.getAs("/actuator/migrations", "text/html").body();
			String picture = application.getAs("/actuator/migrations", "image/svg+xml").body();
			this.migrations.with("V5__more.sql", "-- revises: 4");
			assertThat(application.getAs("/actuator/migrations", "text/html").body()).isEqualTo(page);
			assertThat(application.getAs("/actuator/migrations", "image/svg+xml").body()).isEqualTo(picture);
			assertThat(application.get("/actuator/migrations").body()).startsWith("{");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.exclude=migrations",
			"management.endpoint.migrations.access=none" })
	void getWhenNotExposedIsNotFound(String property) {
		this.migrations.withMerge();
		try (WebApplication application = start(property)) {
			assertThat(application.getAs("/actuator/migrations", "text/html").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void getWhenDatabaseIsUnreachableSaysSoInFormat() {
		Access unreachable = new Access("jdbc:h2:tcp://localhost:1/~/hidden-database", "hidden-user",
				"hidden-password");
		this.migrations.withMerge();
		try (WebApplication application = WebApplication.start(unreachable, this.migrations, "headway.startup=none",
				"spring.datasource.hikari.connection-timeout=250",
				"spring.datasource.hikari.initialization-fail-timeout=-1")) {
			HttpResponse<String> page = application.getAs("/actuator/migrations", "text/html");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(type(page)).startsWith("text/html");
			assertThat(page.body()).contains("Cannot read the migration history of Flyway bean &#39;flyway&#39;.")
				.doesNotContain("hidden-", "jdbc:");
			HttpResponse<String> picture = application.getAs("/actuator/migrations", "image/svg+xml");
			assertThat(picture.statusCode()).isEqualTo(503);
			assertThat(type(picture)).startsWith("text/plain");
		}
	}

	private static String type(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

}
