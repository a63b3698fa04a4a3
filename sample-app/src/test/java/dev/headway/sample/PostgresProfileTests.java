package dev.headway.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The README's start on PostgreSQL.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("postgres")
@EnabledIf(value = "hasEngineOrMust", disabledReason = "No container engine answers")
@Testcontainers
class PostgresProfileTests {

	@Container
	@ServiceConnection
	static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:15-bookworm");

	private final RestTestClient client;

	PostgresProfileTests(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	static boolean hasEngineOrMust() {
		return Boolean.parseBoolean(System.getenv("CI")) || DockerClientFactory.instance().isDockerAvailable();
	}

	@Test
	void migrationsAreUpToDate() {
		this.client.get()
			.uri("/actuator/migrations")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP_TO_DATE");
	}

	@Test
	void usersAreKept() {
		this.client.post()
			.uri("/users")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{ \"name\": \"David\", \"password\": \"correct horse\" }")
			.exchange()
			.expectStatus()
			.isCreated();
		this.client.get()
			.uri("/users")
			.exchange()
			.expectBody()
			.jsonPath("$[0].name")
			.isEqualTo("David")
			.jsonPath("$[0].avatarUrl")
			.isEmpty();
	}

}
