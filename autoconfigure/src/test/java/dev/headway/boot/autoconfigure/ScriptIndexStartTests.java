package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ScriptSettings;
import dev.headway.script.index.IndexFile;
import dev.headway.script.location.ScriptLocations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the start of applications that have an index beside their migrations.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScriptIndexStartTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temporary;

	private MigrationFolder migrations = new MigrationFolder(Path.of(""));

	@BeforeEach
	void writeIndex() throws IOException {
		Path folder = this.temporary.resolve("db/migration");
		this.migrations = new MigrationFolder(folder).withMerge();
		new IndexFile(folder, ScriptSettings.standard()).write(ScriptLocations.of(folder).list());
	}

	@Test
	void startWhenIndexFitsUpgrades(CapturedOutput output) {
		run(StandardCharsets.UTF_8,
				(service) -> assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE));
		assertThat(output).doesNotContain("headway.index");
	}

	@Test
	void startWhenIndexIsStaleWarnsOnceAndReads(CapturedOutput output) {
		this.migrations.with("V5__more.sql", "-- revises: 4", "create table more (id int);");
		run(StandardCharsets.UTF_8, (service) -> {
			MigrationState state = service.state();
			assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(state.heads()).containsExactly("5");
		});
		assertThat(output.toString().split("headway.index is left aside", -1)).hasSize(2);
		assertThat(output).contains("WARN", "'V5__more.sql' is not in it", "db index");
	}

	@Test
	void startWhenEncodingDiffersWarnsAndReads(CapturedOutput output) {
		run(StandardCharsets.ISO_8859_1,
				(service) -> assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE));
		assertThat(output).contains("it was made for scripts in UTF-8, and they are read as ISO-8859-1");
	}

	private void run(Charset encoding, Consumer<MigrationService> check) {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.temporary.toUri().toURL() },
				getClass().getClassLoader())) {
			ApplicationContextRunner runner = HeadwayRunner.create(this.migrations)
				.withClassLoader(loader)
				.withPropertyValues("spring.flyway.locations=classpath:db/migration",
						"spring.flyway.encoding=" + encoding);
			runner.run((context) -> check.accept(context.getBean(MigrationService.class)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
