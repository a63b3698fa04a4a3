package dev.headway.flyway;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.headway.script.IndexReport;
import dev.headway.script.index.ScriptIndex;

/**
 * Logs what became of the indexes beside scripts, and warns of each that is not used,
 * once.
 */
final class IndexLog {

	private static final Log logger = LogFactory.getLog(ScriptIndex.class);

	private final Set<IndexReport> told = ConcurrentHashMap.newKeySet();

	void tell(Collection<IndexReport> reports) {
		for (IndexReport report : reports) {
			if (report.fault() == null) {
				logger.debug("%s spares reading %d scripts".formatted(report.path(), report.scripts()));
			}
			else if (this.told.add(report)) {
				logger.warn("%s is left aside, and all scripts are read: %s. Build it again, or run 'db index FOLDER'"
					.formatted(report.path(), report.fault()));
			}
		}
	}

}
