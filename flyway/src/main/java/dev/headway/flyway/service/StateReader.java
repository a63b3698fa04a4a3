package dev.headway.flyway.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.headway.Printable;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptOrigin;

/**
 * Reads scripts and database by one {@link FlywayEngine}, and stores parents that are
 * missing in its graph table.
 */
final class StateReader {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private final FlywayEngine engine;

	private final int readTimeout;

	private volatile @Nullable MigrationScripts lastRead;

	/**
	 * Remembered until the scripts are read again, so that a refresh reads no file.
	 */
	private final Map<List<?>, Boolean> origins = new ConcurrentHashMap<>();

	/**
	 * Create a reader.
	 * @param readTimeout how long the database may take to answer where nothing but the
	 * state is wanted, in seconds, without limit if 0
	 */
	StateReader(FlywayEngine engine, int readTimeout) {
		this.engine = engine;
		this.readTimeout = readTimeout;
	}

	StateInput read() {
		return read(readScripts());
	}

	private MigrationScripts readScripts() {
		MigrationScripts scripts = this.engine.scripts();
		this.lastRead = scripts;
		this.origins.clear();
		return scripts;
	}

	/**
	 * Read the scripts, and combine them with an assumed history.
	 */
	StateInput suppose(SchemaHistory history) {
		return combine(this.engine.scripts(), history);
	}

	/**
	 * Read the scripts and the database, which has to answer in time.
	 */
	MigrationState state() {
		return StateAssessment.of(combine(readScripts(), this.engine.history(this.readTimeout)));
	}

	/**
	 * Read the database, which has to answer in time, and the scripts only if they have
	 * not been read before.
	 */
	MigrationState refreshedState() {
		MigrationScripts scripts = this.lastRead;
		return StateAssessment
			.of(combine((scripts != null) ? scripts : readScripts(), this.engine.history(this.readTimeout)));
	}

	/**
	 * Read the database, and the scripts only if they have not been read before.
	 */
	private StateInput refresh() {
		MigrationScripts scripts = this.lastRead;
		return (scripts != null) ? read(scripts) : read();
	}

	private StateInput read(MigrationScripts scripts) {
		return combine(scripts, this.engine.history());
	}

	private StateInput combine(MigrationScripts scripts, SchemaHistory history) {
		return StateInput.of(scripts, history, this.engine.rules(), this::isOrigin);
	}

	private boolean isOrigin(ScriptOrigin origin, Script script) {
		return this.origins.computeIfAbsent(List.of(origin, script),
				(any) -> origin.isOriginOf(script, this.engine.scriptSettings().encoding()));
	}

	StateInput reread(StateInput before) {
		return read(before.scripts());
	}

	/**
	 * Read the state after a change, and store the parents that are missing.
	 */
	MigrationState conclude(StateInput before) {
		StateInput after = read(before.scripts());
		storeParents(after);
		return StateAssessment.of(after);
	}

	/**
	 * Read the database, or return {@code null} if it cannot be read.
	 */
	@Nullable StateInput refreshOrNull() {
		try {
			return refresh();
		}
		catch (DataAccessException ex) {
			return null;
		}
	}

	/**
	 * Whether parents of applied revisions are missing in the graph table.
	 */
	boolean lacksParents(StateInput input) {
		return this.engine.readsParents()
				&& !input.history().parents().keySet().containsAll(input.history().applied().keySet())
				&& !missingParents(input).isEmpty();
	}

	private static Map<Version, List<Version>> missingParents(StateInput input) {
		Map<Version, List<Version>> missing = new HashMap<>(input.parents());
		missing.keySet().retainAll(input.history().applied().keySet());
		missing.keySet().removeAll(input.history().parents().keySet());
		return missing;
	}

	private void storeParents(StateInput input) {
		Map<Version, List<Version>> missing = missingParents(input);
		if (missing.isEmpty() || !this.engine.readsParents()) {
			return;
		}
		try {
			this.engine.storeParents(missing);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Could not store the parents of " + missing.size() + " revisions. "
					+ Printable.line(String.valueOf(ex.getMessage())) + " The next upgrade will try again.");
		}
	}

}
