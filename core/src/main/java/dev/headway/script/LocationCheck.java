package dev.headway.script;

import java.util.Collection;
import java.util.List;

/**
 * Tells which locations are a problem. As in Flyway a missing one is none by default;
 * that all of them are missing is, unless there are migrations in Java. So is one in
 * which an edit was killed.
 */
final class LocationCheck {

	private final ScriptSettings settings;

	private final Problems problems;

	LocationCheck(ScriptSettings settings, Problems problems) {
		this.settings = settings;
		this.problems = problems;
	}

	void check(ScriptListing listing, Collection<CodeMigration> code) {
		for (String location : listing.unsupportedLocations()) {
			this.problems.add("UNSUPPORTED_LOCATION",
					"Location '%s' is neither in the file system nor on the class path. Use 'filesystem:' or 'classpath:'"
						.formatted(location));
		}
		UnfinishedEdit.in(listing.resources())
			.ifPresent((edit) -> this.problems.add("UNFINISHED_EDIT", edit.message()));
		List<String> missing = listing.missingLocations();
		boolean allMissing = listing.locations().isEmpty() && listing.unsupportedLocations().isEmpty()
				&& code.isEmpty();
		if (this.settings.failOnMissingLocations() || allMissing) {
			for (String location : missing) {
				this.problems.add("MISSING_LOCATION",
						"Location '%s' does not exist. Create it, or correct 'flyway.locations'".formatted(location));
			}
		}
	}

}
