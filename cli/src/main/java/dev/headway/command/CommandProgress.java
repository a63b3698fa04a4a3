package dev.headway.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationState;

/**
 * Tells each revision of an upgrade or downgrade when it begins, and on a terminal how
 * long it took. An application adds it to the listeners of its migration service and
 * gives it to the context of the command.
 */
public final class CommandProgress implements MigrationListener {

	private final Console console;

	private final LongSupplier nanoTime;

	private @Nullable MigrationState before;

	private boolean whole;

	private int count;

	private long started;

	/**
	 * Create the progress of one command.
	 * @param console where the user is
	 */
	public CommandProgress(Console console) {
		this(console, System::nanoTime);
	}

	CommandProgress(Console console, LongSupplier nanoTime) {
		this.console = console;
		this.nanoTime = nanoTime;
	}

	/**
	 * Say that all that is pending is going to be applied, so that it can be counted.
	 */
	void expectAll() {
		this.whole = true;
	}

	/**
	 * Return whether the revisions have been told already.
	 */
	boolean hasTold() {
		return this.count > 0;
	}

	@Override
	public void upgradeStarted(MigrationState before) {
		this.before = before;
	}

	@Override
	public void revisionStarted(String version) {
		if (this.before != null && this.before.find(version).isPresent()) {
			String of = this.whole ? " (%d of %d)".formatted(this.count + 1, this.before.pending().size()) : "";
			begin(line("upgrade", parents(version), version, version) + of);
		}
	}

	@Override
	public void revisionFinished(String version, @Nullable Throwable failure) {
		end();
	}

	@Override
	public void downgradeStarted(MigrationState before) {
		this.before = before;
	}

	@Override
	public void undoStarted(String version) {
		begin(line("downgrade", version, parents(version), version));
	}

	@Override
	public void undoFinished(String version, @Nullable Throwable failure) {
		end();
	}

	private void begin(String line) {
		this.count++;
		this.started = this.nanoTime.getAsLong();
		this.console.out().print(line);
		if (!this.console.terminal()) {
			this.console.out().println();
		}
		this.console.out().flush();
	}

	private void end() {
		if (this.console.terminal() && this.count > 0) {
			Duration taken = Duration.ofNanos(this.nanoTime.getAsLong() - this.started);
			this.console.out().printf(Locale.ROOT, ", %.1f s%n", taken.toMillis() / 1000.0);
			this.console.out().flush();
		}
	}

	private String line(String verb, String from, String to, String version) {
		String description = find(version).map(HistoryEntry::description).orElse("");
		return "Running %s %s -> %s%s".formatted(verb, from, to, description.isEmpty() ? "" : ", " + description);
	}

	private String parents(String version) {
		return String.join(", ", find(version).map(HistoryEntry::revises).orElse(List.of()));
	}

	private Optional<HistoryEntry> find(String version) {
		return Optional.ofNullable(this.before).flatMap((state) -> state.find(version));
	}

}
