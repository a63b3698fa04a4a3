package dev.headway.flyway;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryWriter;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.run.UndoScriptRunner;
import dev.headway.script.Script;

/**
 * Runs undo scripts one after the other.
 * <ol>
 * <li>All scripts are parsed, so that an error in the last one shows before the first one
 * runs.</li>
 * <li>Under Flyway's lock, the history must be as it was when the downgrade was
 * planned.</li>
 * <li>Where the database rolls back DDL, script and {@code DELETE} row are one
 * transaction on one connection.</li>
 * <li>Elsewhere an unsuccessful row is committed first, and replaced by a new successful
 * one after the script: a failure or a kill in between leaves a mark. A process that
 * follows the history reads only new rows.</li>
 * </ol>
 */
final class UndoRun {

	private final FlywaySession session;

	private final HistoryWriter writer;

	private final RevisionObserver observer;

	private final UndoScriptRunner scripts;

	UndoRun(FlywaySession session, HistoryWriter writer, RevisionObserver observer) {
		this.session = session;
		this.writer = writer;
		this.observer = observer;
		this.scripts = new UndoScriptRunner(session, writer);
	}

	void run(List<Undo> undos, Function<Script, LoadableResource> resources) {
		Map<Undo, ParsedScript> scripts = new LinkedHashMap<>();
		for (Undo undo : undos) {
			Script script = undo.script();
			if (script != null) {
				scripts.put(undo, this.session.parse(resources.apply(script)));
			}
		}
		run(scripts, (undo, script) -> {
			if (this.session.rollsBack(script)) {
				undoAtOnce(undo, script);
			}
			else {
				undoWithMark(undo, script);
			}
		});
	}

	/**
	 * Run the rest of an undo script.
	 * @param rest the script and what is done
	 * @param resource its content
	 */
	void finish(UndoScriptRunner.Rest rest, LoadableResource resource) {
		this.scripts.requireIdle();
		run(Map.of(rest.undo(), this.session.parse(resource)), (undo, script) -> this.session.lock(() -> {
			this.writer.requireUnmoved();
			this.writer.requireRun(rest.found());
			this.scripts.requireEnd();
			undoMarked(undo, script, rest.continued().rank(), rest.continued());
		}));
	}

	private void run(Map<Undo, ParsedScript> scripts, BiConsumer<Undo, ParsedScript> work) {
		if (scripts.values().stream().anyMatch((script) -> !script.transactional())) {
			this.session.lockWithoutTransaction();
		}
		this.session.fire(Event.BEFORE_UNDO);
		try (this.scripts) {
			scripts.forEach((undo, script) -> undo(undo, () -> work.accept(undo, script)));
		}
		catch (RuntimeException ex) {
			this.session.fire(Event.AFTER_UNDO_ERROR);
			throw ex;
		}
		this.session.fire(Event.AFTER_UNDO);
	}

	private void undo(Undo undo, Runnable work) {
		this.observer.started(undo.applied().requireVersion());
		try {
			work.run();
			fireEach(Event.AFTER_EACH_UNDO, undo);
		}
		catch (RuntimeException ex) {
			this.observer.finished(undo.applied().requireVersion(), ex);
			throw ex;
		}
		this.observer.finished(undo.applied().requireVersion(), null);
	}

	private void undoAtOnce(Undo undo, ParsedScript script) {
		this.session.lock(() -> {
			this.writer.requireUnmoved();
			fireEach(Event.BEFORE_EACH_UNDO, undo);
			long start = System.nanoTime();
			runOrFire(undo, () -> this.session.atomically(() -> {
				this.session.runWithHistory(script);
				this.writer.addDeletion(undo, millisSince(start));
			}));
		});
	}

	private void undoWithMark(Undo undo, ParsedScript script) {
		this.session.lock(() -> {
			this.writer.requireUnmoved();
			this.scripts.requireEnd();
			this.writer.addMark(undo);
		});
		int mark = this.writer.rank();
		this.session.lock(() -> {
			requireUnmovedSince(mark);
			undoMarked(undo, script, mark, null);
		});
	}

	private void undoMarked(Undo undo, ParsedScript script, int mark, @Nullable ScriptRun continued) {
		fireEach(Event.BEFORE_EACH_UNDO, undo);
		long start = System.nanoTime();
		ScriptRun begin = ScriptRun.beginning(mark, undo.applied().version(), undo.scriptName());
		runOrFire(undo, () -> {
			try {
				this.scripts.run(script, begin, continued);
			}
			catch (RuntimeException ex) {
				removeIfNothingIsLeft(mark, ex);
				throw ex;
			}
		});
		this.session.atomically(() -> {
			this.writer.addDeletion(undo, millisSince(start));
			this.writer.remove(mark);
			this.writer.replaceRun(null);
		});
	}

	private void removeIfNothingIsLeft(int mark, RuntimeException failure) {
		try {
			if (this.scripts.leftNothing()) {
				this.writer.remove(mark);
			}
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void requireUnmovedSince(int mark) {
		try {
			this.writer.requireUnmoved();
		}
		catch (HistoryMovedException ex) {
			this.writer.remove(mark);
			throw ex;
		}
	}

	private void runOrFire(Undo undo, Runnable script) {
		try {
			script.run();
		}
		catch (RuntimeException ex) {
			fireEach(Event.AFTER_EACH_UNDO_ERROR, undo);
			throw ex;
		}
	}

	private void fireEach(Event event, Undo undo) {
		this.session.fireEach(event, new UndoneMigration(undo));
	}

	private static int millisSince(long start) {
		return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/**
	 * The revision that is being undone, as callbacks see it.
	 *
	 * @param undo the revision
	 */
	private record UndoneMigration(Undo undo) implements MigrationInfo {

		@Override
		public MigrationType getType() {
			return CoreMigrationType.DELETE;
		}

		@Override
		public @Nullable Integer getChecksum() {
			return (this.undo.script() != null) ? this.undo.script().checksum() : this.undo.applied().checksum();
		}

		@Override
		public MigrationVersion getVersion() {
			return MigrationVersion.fromVersion(this.undo.applied().requireVersion().text());
		}

		@Override
		public String getDescription() {
			return this.undo.applied().description();
		}

		@Override
		public String getScript() {
			return this.undo.scriptName();
		}

		@Override
		public MigrationState getState() {
			return MigrationState.SUCCESS;
		}

		@Override
		public @Nullable Date getInstalledOn() {
			return (this.undo.applied().installedOn() != null) ? Date.from(this.undo.applied().installedOn()) : null;
		}

		@Override
		public @Nullable String getInstalledBy() {
			return this.undo.applied().installedBy();
		}

		@Override
		public Integer getInstalledRank() {
			return this.undo.applied().rank();
		}

		@Override
		public Integer getExecutionTime() {
			return this.undo.applied().executionTimeMillis();
		}

		@Override
		public @Nullable String getPhysicalLocation() {
			return (this.undo.script() != null) ? this.undo.script().path() : null;
		}

		@Override
		public int compareVersion(MigrationInfo other) {
			return getVersion().compareTo(other.getVersion());
		}

		@Override
		public int compareTo(MigrationInfo other) {
			return getInstalledRank().compareTo(other.getInstalledRank());
		}

	}

}
