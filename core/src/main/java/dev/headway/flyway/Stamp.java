package dev.headway.flyway;

import java.util.List;

import dev.headway.script.Script;
import dev.headway.script.name.Version;

/**
 * One revision that shall be recorded as applied without being run.
 *
 * @param script its script
 * @param version its version
 * @param parents its parents
 */
public record Stamp(Script script, Version version, List<Version> parents) {

	public Stamp {
		parents = List.copyOf(parents);
	}

}
