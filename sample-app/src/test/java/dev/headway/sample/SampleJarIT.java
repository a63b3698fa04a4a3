package dev.headway.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only the repackaged jar can show: migrations inside a nested jar, and how the
 * process ends.
 */
class SampleJarIT {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void startUpgradesToTheMerge() throws IOException {
		try (SampleProcess sample = SampleProcess.start(this.folder)) {
			get(sample, "/actuator/migrations").expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("UP_TO_DATE")
				.jsonPath("$.histories.flyway.current")
				.isEqualTo(List.of("4"));
			get(sample, "/actuator/health/readiness").expectStatus().isOk();
			get(sample, "/users").expectStatus().isOk();
		}
	}

	@Test
	void startWhenConflictServesButIsNotReadyUntilTerminated() throws Exception {
		try (SampleProcess sample = SampleProcess.start(this.folder, "--spring.profiles.active=conflict")) {
			get(sample, "/actuator/health/readiness").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
			get(sample, "/actuator/health/liveness").expectStatus().isOk();
			assertThat(sample.output().lines()).filteredOn((line) -> line.contains("ERROR")).isNotEmpty();
			assertThat(sample.output()).contains("V2__add_password_hashes.sql", "V3__add_avatars.sql", "db merge 2 3",
					"Not starting");
			sample.terminate();
			assertThat(sample.exitCode()).isEqualTo(143);
			assertThat(sample.output()).doesNotContain("Exception");
		}
	}

	@Test
	void startWhenConflictAndFailEndsWithAnalysis() throws Exception {
		try (SampleProcess sample = SampleProcess.start(this.folder, "--spring.profiles.active=conflict",
				"--headway.on-problem=fail")) {
			assertThat(sample.exitCode()).isNotZero();
			assertThat(sample.output()).contains("APPLICATION FAILED TO START", "V2__add_password_hashes.sql",
					"V3__add_avatars.sql", "db merge 2 3", "db rebase 3 --onto 2");
		}
	}

	private ResponseSpec get(SampleProcess sample, String path) {
		return RestTestClient.bindToServer().baseUrl(sample.address()).build().get().uri(path).exchange();
	}

}
