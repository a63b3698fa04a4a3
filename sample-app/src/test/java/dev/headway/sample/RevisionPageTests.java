package dev.headway.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that a browser accepts the endpoint's page, its style and its script. They need
 * Chromium, and are skipped without it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "headway.on-problem=block")
@ActiveProfiles("conflict")
class RevisionPageTests {

	private final Optional<Path> browser = browser();

	@LocalServerPort
	private int port;

	@TempDir
	private Path temporary;

	@BeforeEach
	void requireBrowser() {
		assumeTrue(this.browser.isPresent(), "Chromium is not installed");
	}

	@Test
	void pageRunsItsScriptAndNothingIsBlocked() throws Exception {
		String page = open("#3");
		assertThat(page).contains("<title>Migrations: CONFLICT</title>", "<code>db merge 2 3</code>")
			.doesNotContain("hidden=\"hidden\"")
			.containsPattern("<details class=\"revision\" id=\"3\" open=\"\">")
			.containsPattern("id=\"live\" role=\"status\">Updated ");
		assertThat(this.temporary.resolve("log")).content(StandardCharsets.UTF_8).doesNotContain("CONSOLE");
	}

	/**
	 * The page as it is after its script has run for some seconds.
	 */
	private String open(String fragment) throws IOException, InterruptedException {
		Path output = this.temporary.resolve("output");
		Process process = new ProcessBuilder(this.browser.orElseThrow().toString(), "--headless", "--no-sandbox",
				"--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=4000",
				"--user-data-dir=" + this.temporary.resolve("profile"), "--dump-dom",
				"http://127.0.0.1:%d/actuator/migrations%s".formatted(this.port, fragment))
			.redirectOutput(output.toFile())
			.redirectError(this.temporary.resolve("log").toFile())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		return Files.readString(output);
	}

	private static Optional<Path> browser() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of("chromium", "chromium-browser", "google-chrome")
				.map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
