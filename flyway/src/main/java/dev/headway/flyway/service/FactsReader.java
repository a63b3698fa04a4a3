package dev.headway.flyway.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;

/**
 * Reads the facts of one Flyway engine, and completes what its graph table lacks.
 */
final class FactsReader {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private final FlywayEngine engine;

	private volatile @Nullable MigrationScripts lastRead;

	FactsReader(FlywayEngine engine) {
		this.engine = engine;
	}

	/**
	 * Read scripts and database.
	 */
	Facts read() {
		MigrationScripts scripts = this.engine.scripts();
		this.lastRead = scripts;
		return read(scripts);
	}

	/**
	 * Read the scripts, and suppose what the database holds.
	 */
	Facts suppose(SchemaHistory history) {
		return Facts.of(this.engine.scripts(), history, this.engine.rules());
	}

	MigrationState state() {
		return Assessment.of(read());
	}

	/**
	 * Read the database, and the scripts only if they never were.
	 */
	Facts refresh() {
		MigrationScripts scripts = this.lastRead;
		return (scripts != null) ? read(scripts) : read();
	}

	private Facts read(MigrationScripts scripts) {
		return Facts.of(scripts, this.engine.history(), this.engine.rules());
	}

	/**
	 * Read the database again, and keep the scripts.
	 */
	Facts reread(Facts before) {
		return read(before.scripts());
	}

	/**
	 * Read what came of a change, and store the parents that the graph table lacks.
	 * @param before the facts before the change
	 * @return the state now
	 */
	MigrationState conclude(Facts before) {
		Facts after = read(before.scripts());
		storeParents(after);
		return Assessment.of(after);
	}

	/**
	 * Read the database, or say by {@code null} that it cannot be read.
	 */
	@Nullable Facts refreshOrNull() {
		try {
			return refresh();
		}
		catch (DataAccessException ex) {
			return null;
		}
	}

	/**
	 * Whether the graph table lacks parents of applied revisions.
	 */
	boolean lacksParents(Facts facts) {
		return !facts.history().parents().keySet().containsAll(facts.history().applied().keySet())
				&& !missingParents(facts).isEmpty();
	}

	private static Map<Version, List<Version>> missingParents(Facts facts) {
		Map<Version, List<Version>> missing = new HashMap<>(facts.parents());
		missing.keySet().retainAll(facts.history().applied().keySet());
		missing.keySet().removeAll(facts.history().parents().keySet());
		return missing;
	}

	private void storeParents(Facts facts) {
		Map<Version, List<Version>> missing = missingParents(facts);
		if (missing.isEmpty()) {
			return;
		}
		try {
			this.engine.storeParents(missing);
		}
		catch (DataAccessException ex) {
			logger.warn("The parents of " + missing.size() + " revisions could not be stored (" + ex.getMessage()
					+ "). The next upgrade tries again.");
		}
	}

}
