package dev.headway.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import dev.headway.testing.page.DocumentedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's conflict: both branches, no merge.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "headway.on-problem=block")
@ActiveProfiles("conflict")
class ConflictProfileTests {

	@Autowired
	private JdbcClient jdbc;

	private final RestTestClient client;

	private final int port;

	ConflictProfileTests(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.port = port;
	}

	@Test
	void readmeShowsWhatTheApplicationAnswers(@TempDir Path folder) {
		new DocumentedOutput(Path.of(".."), getClass().getSimpleName(), Map.of("HTTP_PORT", String.valueOf(this.port)))
			.assertPrinted("README.md", folder);
	}

	@Test
	void nothingIsApplied() {
		assertThat(this.jdbc.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void migrationsShowHeadsForkAndCommands() {
		get("/actuator/migrations").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("CONFLICT")
			.jsonPath("$.histories.flyway.current")
			.isEmpty()
			.jsonPath("$.histories.flyway.conflict.heads")
			.isEqualTo(List.of("2", "3"))
			.jsonPath("$.histories.flyway.conflict.forkedAt")
			.isEqualTo(List.of("1"))
			.jsonPath("$.histories.flyway.conflict.resolve")
			.isEqualTo(List.of("db merge 2 3", "db rebase 3 --onto 2"))
			.jsonPath("$.histories.flyway.problems[0].code")
			.isEqualTo("MULTIPLE_HEADS")
			.jsonPath("$.histories.flyway.problems[0].scripts")
			.isEqualTo(List.of("V2__add_password_hashes.sql", "V3__add_avatars.sql"));
	}

	@Test
	void pageShowsConflictAndCommands() {
		this.client.get()
			.uri("/actuator/migrations")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<title>Migrations: CONFLICT</title>",
					"<code>db merge 2 3</code>", "<code>db rebase 3 --onto 2</code>", "V3__add_avatars.sql"));
		assertThat(get("/").expectBody(String.class).returnResult().getResponseBody())
			.contains("<a href=\"/actuator/migrations\">");
	}

	@Test
	void healthAndReadinessAreDownAndLivenessIsUp() {
		get("/actuator/health").expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.components.migrations.status")
			.isEqualTo("DOWN")
			.jsonPath("$.components.migrations.details.status")
			.isEqualTo("CONFLICT");
		get("/actuator/health/readiness").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		get("/actuator/health/liveness").expectStatus().isOk();
	}

	@Test
	void prometheusShowsConflict() {
		get("/actuator/prometheus").expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((metrics) -> assertThat(metrics).containsPattern("headway_migrations_conflict\\{.*} 1.0")
				.containsPattern("headway_migrations_heads\\{.*} 2.0"));
	}

	@Test
	void usersAreUnavailable() {
		get("/users").expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The database is missing a table or column that this version needs. See /actuator/migrations.");
	}

	@Test
	void pageShowsBothHeads() {
		get("/").expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("Status <strong>CONFLICT</strong>")
				.contains("head <strong>2, 3</strong>"));
	}

	private ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

}
