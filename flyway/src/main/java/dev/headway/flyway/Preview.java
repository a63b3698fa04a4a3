package dev.headway.flyway;

import java.util.List;

import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.Undo;
import dev.headway.script.Script;

/**
 * An upgrade or a downgrade to be written as SQL.
 *
 * @param connected whether to connect to the database
 * @param from what is current before it, for people
 * @param to what is current after it, for people
 * @param blank whether there is no history table yet
 * @param undos the revisions to undo, children before parents
 * @param replaced what to record as what it is now, without running it
 * @param stamps the revisions to apply, parents before children
 * @param repeatables the repeatable migrations that may have to run after them
 */
public record Preview(boolean connected, String from, String to, boolean blank, List<Undo> undos,
		List<Replacement> replaced, List<Stamp> stamps, List<Script> repeatables) {

	public Preview {
		undos = List.copyOf(undos);
		replaced = List.copyOf(replaced);
		stamps = List.copyOf(stamps);
		repeatables = List.copyOf(repeatables);
	}

	String direction() {
		return this.undos.isEmpty() ? "Upgrade" : "Downgrade";
	}

	boolean isEmpty() {
		return this.undos.isEmpty() && this.replaced.isEmpty() && this.stamps.isEmpty() && this.repeatables.isEmpty();
	}

	Preview with(List<Script> repeatables) {
		return new Preview(this.connected, this.from, this.to, this.blank, this.undos, this.replaced, this.stamps,
				repeatables);
	}

}
