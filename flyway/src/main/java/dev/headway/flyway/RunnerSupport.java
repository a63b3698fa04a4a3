package dev.headway.flyway;

import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.configuration.Configuration;

import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.UpgradeSession;

/**
 * Tells whether the linear runner can do what Flyway would, or leaves it to Flyway and
 * says why.
 *
 * @param configuration the user's settings
 */
record RunnerSupport(Configuration configuration) {

	private static final Log logger = LogFactory.getLog(RunnerSupport.class);

	/**
	 * Whether the settings ask for nothing that only Flyway does.
	 */
	boolean ofSettings() {
		if (this.configuration.isGroup()) {
			return leave("they are to run as a group");
		}
		if (this.configuration.isSkipExecutingMigrations()) {
			return leave("they are to be recorded only");
		}
		if (this.configuration.isSkipDefaultResolvers() || this.configuration.getResolvers().length > 0) {
			return leave("the settings name migration resolvers");
		}
		return true;
	}

	/**
	 * Whether the database is one that the runner is tested on, and nothing but
	 * migrations is to be done first.
	 */
	boolean ofDatabase(UpgradeSession session) {
		if (!SqlDialect.isKnown(session.databaseType())) {
			return leave("the database is " + session.databaseType());
		}
		if (SqlDialect.MARIADB.toString().equals(session.databaseType()) && isCluster(session)) {
			return leave("the database is a cluster");
		}
		return !session.lacksBaseline() || leave("the database is not empty and has no schema history");
	}

	/**
	 * On a cluster, Flyway's lock consists of the rows of the history, and only its own
	 * connection can write there.
	 */
	private static boolean isCluster(UpgradeSession session) {
		List<String> values = HistoryReader.client(session.lockConnection())
			.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'pxc_strict_mode')")
			.query((row, number) -> row.getString(2).toUpperCase(Locale.ROOT))
			.list();
		return values.stream().anyMatch((value) -> !value.equals("OFF") && !value.equals("DISABLED"));
	}

	private static boolean leave(String reason) {
		logger.info("Flyway itself runs the migrations, since " + reason);
		return false;
	}

}
