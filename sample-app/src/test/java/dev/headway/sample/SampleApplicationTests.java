package dev.headway.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import dev.headway.testing.page.DocumentedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's first start: one head, on H2.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	@Autowired
	private JdbcClient jdbc;

	private final RestTestClient client;

	private final int port;

	SampleApplicationTests(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.port = port;
	}

	@Test
	void readmeShowsWhatTheApplicationAnswers(@TempDir Path folder) {
		new DocumentedOutput(Path.of(".."), getClass().getSimpleName(), Map.of("HTTP_PORT", String.valueOf(this.port)))
			.assertPrinted("README.md", folder);
	}

	@BeforeEach
	void removeUsers() {
		this.jdbc.sql("delete from users").update();
	}

	@Test
	void migrationsAreUpToDateAtTheMerge() {
		get("/actuator/migrations").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP_TO_DATE")
			.jsonPath("$.histories.flyway.current")
			.isEqualTo(List.of("4"))
			.jsonPath("$.histories.flyway.heads")
			.isEqualTo(List.of("4"))
			.jsonPath("$.histories.flyway.pending")
			.isEmpty()
			.jsonPath("$.histories.flyway.conflict")
			.doesNotExist()
			.jsonPath("$.histories.flyway.history[*].version")
			.isEqualTo(List.of("1", "2", "3", "4"))
			.jsonPath("$.histories.flyway.history[3].revises")
			.isEqualTo(List.of("2", "3"))
			.jsonPath("$.histories.flyway.history[3].mergePoint")
			.isEqualTo(true);
	}

	@Test
	void revisionShowsTheMerge() {
		get("/actuator/migrations/4").expectStatus().isOk();
	}

	@Test
	void healthIsUp() {
		get("/actuator/health").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.migrations.status")
			.isEqualTo("UP");
		get("/actuator/health/readiness").expectStatus().isOk();
	}

	@Test
	void createKeepsPasswordHashAndShowsUser() {
		create("Mary", "correct horse", "/avatars/mary.svg").expectStatus().isCreated();
		get("/users").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$[0].name")
			.isEqualTo("Mary")
			.jsonPath("$[0].avatarUrl")
			.isEqualTo("/avatars/mary.svg")
			.jsonPath("$[0].length()")
			.isEqualTo(3);
		assertThat(this.jdbc.sql("select password_hash from users").query(String.class).single())
			.startsWith("pbkdf2-sha256:");
	}

	@Test
	void createWhenNameIsTakenAnswersConflict() {
		create("Mary", "correct horse", "/avatars/mary.svg");
		problem(create("Mary", "other", "/avatars/mary.svg"), HttpStatus.CONFLICT,
				"A user with this name already exists.");
	}

	@Test
	void createWhenInvalidAnswersBadRequest() {
		problem(create("", "secret", "/avatars/mary.svg"), HttpStatus.BAD_REQUEST,
				"'name' must have 1 to 100 characters.");
	}

	@Test
	void pageListsUsersEscapedAndCurrentRevision() {
		create("<b>Mary</b>", "correct horse", "/avatars/mary.svg?\"onerror=\"");
		get("/").expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectBody(String.class)
			.value((page) -> assertThat(page)
				.contains("<img src=\"/avatars/mary.svg?&quot;onerror=&quot;\" alt=\"\">&lt;b&gt;Mary&lt;/b&gt;")
				.contains("Status <strong>UP_TO_DATE</strong>, current revision <strong>4</strong>"));
		get("/avatars/mary.svg").expectStatus().isOk();
	}

	private ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

	private ResponseSpec create(String name, String password, String avatarUrl) {
		return this.client.post()
			.uri("/users")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("name", name, "password", password, "avatarUrl", avatarUrl))
			.exchange();
	}

	private void problem(ResponseSpec response, HttpStatus status, String detail) {
		response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.detail").isEqualTo(detail);
	}

}
