package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.Ticker;
import dev.headway.migration.MigrationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleMigrationListener}, with the commands that it listens to.
 */
class ConsoleMigrationListenerTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	private final ManualTicker ticker = new ManualTicker();

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void upgradeCountsRevisions() {
		assertThat(withProgress(false).run("upgrade", "2").text()).isEqualTo("""
				Running upgrade  -> 1, create users (1 of 2)
				Running upgrade 1 -> 2, add password hashes (2 of 2)
				The database is at 2
				""");
		assertThat(withProgress(false).run("upgrade").text()).isEqualTo("""
				Running upgrade 1 -> 3, add avatars (1 of 2)
				Running upgrade 2, 3 -> 4, merge (2 of 2)
				The database is at 4
				""");
		assertThat(withProgress(false).run("downgrade", "1").text()).isEqualTo("""
				Running downgrade 4 -> 2, 3, merge (1 of 3)
				Running downgrade 3 -> 1, add avatars (2 of 3)
				Running downgrade 2 -> 1, add password hashes (3 of 3)
				The database is at 1
				""");
	}

	@Test
	void upgradeWhenTerminalUpdatesTheLineOfARevision() {
		String text = withProgress(true).run("upgrade", "2").text();
		assertThat(text.replace('\r', '>')).isEqualTo("""
				>Running upgrade  -> 1, create users (1 of 2), 0 s\
				>Running upgrade  -> 1, create users (1 of 2), 1 s\
				>Running upgrade  -> 1, create users (1 of 2), 1.5 s
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 0 s\
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 1 s\
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 1.5 s
				The database is at 2
				""");
		assertThat(this.ticker.task).isNull();
	}

	@Test
	void upgradeWhenLineIsLongerThanTheTerminalCutsItWhileItRuns() {
		this.application.folder().with("V5__a_%s.sql".formatted("long_".repeat(30)), "-- revises: 4");
		List<String> parts = List.of(withProgress(true).run("upgrade").text().split("[\r\n]"));
		assertThat(parts).filteredOn((part) -> part.contains("long")).hasSize(3).satisfies((lines) -> {
			assertThat(lines.get(0)).hasSize(99);
			assertThat(lines.get(2)).endsWith("long  (5 of 5), 1.5 s");
		});
	}

	private TestCommands withProgress(boolean terminal) {
		AtomicLong clock = new AtomicLong();
		MigrationListener second = new MigrationListener() {

			@Override
			public void revisionStarted(String version) {
				Optional.ofNullable(ConsoleMigrationListenerTests.this.ticker.task).ifPresent(Runnable::run);
			}

		};
		TestCommands commands = this.application.commands(
				(console) -> new ConsoleMigrationListener(console, () -> clock.getAndAdd(500_000_000), this.ticker),
				second);
		return terminal ? commands.onTerminal("") : commands;
	}

	/**
	 * Ticks when a test says so.
	 */
	private static final class ManualTicker extends Ticker {

		private @Nullable Runnable task;

		@Override
		public void start(Runnable tick) {
			this.task = tick;
		}

		@Override
		public void stop() {
			this.task = null;
		}

	}

}
