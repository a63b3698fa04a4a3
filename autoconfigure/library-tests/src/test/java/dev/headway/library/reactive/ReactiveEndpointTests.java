package dev.headway.library.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint in an application with Spring WebFlux.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "server.address=127.0.0.1",
				"spring.datasource.url=jdbc:h2:mem:reactive",
				"spring.flyway.locations=classpath:db/migration/inventory",
				"management.endpoints.web.exposure.include=migrations", "spring.autoconfigure.exclude="
						+ "org.springframework.modulith.runtime.autoconfigure.SpringModulithRuntimeAutoConfiguration" })
class ReactiveEndpointTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "text/html, text/html;charset=UTF-8, <!DOCTYPE html>",
			"image/svg+xml, image/svg+xml;charset=UTF-8, '<svg '",
			"text/vnd.mermaid, text/vnd.mermaid;charset=UTF-8, flowchart BT",
			"text/vnd.graphviz, text/vnd.graphviz;charset=UTF-8, digraph migrations",
			"application/json, application/json, '{\"status\":'",
			"*/*, application/vnd.spring-boot.actuator.v3+json, '{\"status\":'" })
	void getWhenFormatIsAcceptedAnswersInIt(String accept, String type, String start) throws Exception {
		HttpResponse<String> response = get("Accept", accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
		assertThat(response.body()).startsWith(start).contains("shelves");
	}

	@Test
	void getWithoutHeaderAnswersWithJson() throws Exception {
		assertThat(get("X-Any", "x").headers().firstValue("Content-Type"))
			.hasValue("application/vnd.spring-boot.actuator.v3+json");
	}

	private HttpResponse<String> get(String header, String value) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/actuator/migrations".formatted(this.port)))
			.header(header, value)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	@SpringBootApplication
	static class ReactiveApplication {

	}

}
