package dev.headway.command.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.HistoryLine;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationState;

/**
 * Prints each revision of an upgrade or downgrade when it starts. On a terminal the line
 * shows how long the revision has been running. An application adds this listener to its
 * {@link dev.headway.migration.MigrationService} and to the {@code CommandContext}.
 */
public final class ConsoleMigrationListener implements MigrationListener {

	private final Console console;

	private final LongSupplier nanoTime;

	private final Ticker ticker;

	private @Nullable MigrationState before;

	private ToIntFunction<MigrationState> expectation = (state) -> 0;

	private int total;

	private int count;

	private @Nullable String running;

	private long started;

	/**
	 * Create the progress of one command.
	 * @param console where the user is
	 */
	public ConsoleMigrationListener(Console console) {
		this(console, System::nanoTime, new Ticker());
	}

	public ConsoleMigrationListener(Console console, LongSupplier nanoTime, Ticker ticker) {
		this.console = console;
		this.nanoTime = nanoTime;
		this.ticker = ticker;
	}

	/**
	 * Format the upgrade of a revision.
	 * @param state a state with the revision
	 * @param version the revision's id
	 * @return such as {@code Running upgrade 1 -> 2, add avatars}
	 */
	public static String upgrading(MigrationState state, String version) {
		return "Running upgrade " + HistoryLine.of(parents(state, version), version, description(state, version));
	}

	/**
	 * Format the downgrade of a revision.
	 * @param state a state with the revision
	 * @param version the revision's id
	 * @return such as {@code Running downgrade 2 -> 1, add avatars}
	 */
	public static String downgrading(MigrationState state, String version) {
		return "Running downgrade " + HistoryLine.of(version, parents(state, version), description(state, version));
	}

	private static String parents(MigrationState state, String version) {
		return String.join(", ", state.find(version).map(HistoryEntry::revises).orElse(List.of()));
	}

	private static String description(MigrationState state, String version) {
		return state.find(version).map(HistoryEntry::description).orElse("");
	}

	/**
	 * Set how the number of revisions is found.
	 * @param expectation counts them from the state before, or returns 0 if it cannot
	 */
	public void expect(ToIntFunction<MigrationState> expectation) {
		this.expectation = expectation;
	}

	public boolean hasReported() {
		return this.count > 0;
	}

	@Override
	public void upgradeStarted(MigrationState before) {
		start(before);
	}

	@Override
	public void revisionMoved(String version, String applied) {
		println("Recorded %s, which ran here as %s".formatted(version, applied));
	}

	@Override
	public void revisionStarted(String version) {
		if (this.before != null && this.before.find(version).isPresent()) {
			begin(upgrading(this.before, version));
		}
	}

	@Override
	public void revisionFinished(String version, @Nullable Throwable failure) {
		end();
	}

	@Override
	public void downgradeStarted(MigrationState before) {
		start(before);
	}

	@Override
	public void undoStarted(String version) {
		if (this.before != null) {
			begin(downgrading(this.before, version));
		}
	}

	@Override
	public void undoFinished(String version, @Nullable Throwable failure) {
		end();
	}

	private void start(MigrationState before) {
		this.before = before;
		this.total = this.expectation.applyAsInt(before);
		this.count = 0;
	}

	private synchronized void begin(String line) {
		this.count++;
		String text = line + ((this.total > 0) ? " (%d of %d)".formatted(this.count, this.total) : "");
		if (!this.console.terminal()) {
			println(text);
			return;
		}
		this.running = text;
		this.started = this.nanoTime.getAsLong();
		tick();
		this.ticker.start(this::tick);
	}

	private synchronized void tick() {
		if (this.running != null) {
			String text = Printable.line("%s, %d s".formatted(this.running, elapsed().toSeconds()));
			this.console.out().print("\r", text.substring(0, Math.min(text.length(), this.console.columns() - 1)));
		}
	}

	private synchronized void end() {
		if (this.running != null) {
			this.ticker.stop();
			this.console.out().print("\r", "");
			println(String.format(Locale.ROOT, "%s, %.1f s", this.running, elapsed().toMillis() / 1000.0));
			this.running = null;
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.started);
	}

	private void println(String line) {
		this.console.out().println(line);
		this.console.out().flush();
	}

}
