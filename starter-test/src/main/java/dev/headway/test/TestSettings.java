package dev.headway.test;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.script.ParentRule;

/**
 * What the user asked for.
 *
 * @param flyway the user's Flyway
 * @param parentRule what a script without a header revises
 * @param emptyDatabase whether to work in the database itself
 * @param floor symbol of the last revision that need not be undone, or {@code null}
 * @param requireDowngrade whether an irreversible revision is a failure
 * @param before what to do before revisions
 * @param after what to do after revisions
 */
record TestSettings(Flyway flyway, ParentRule parentRule, boolean emptyDatabase, @Nullable String floor,
		boolean requireDowngrade, List<Hook> before, List<Hook> after) {

	static TestSettings of(Flyway flyway) {
		return new TestSettings(flyway, ParentRule.AUTO, false, null, false, List.of(), List.of());
	}

	TestSettings parentRule(ParentRule rule) {
		return new TestSettings(this.flyway, rule, this.emptyDatabase, this.floor, this.requireDowngrade, this.before,
				this.after);
	}

	TestSettings inEmptyDatabase() {
		return new TestSettings(this.flyway, this.parentRule, true, this.floor, this.requireDowngrade, this.before,
				this.after);
	}

	TestSettings floor(String revision) {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, revision, this.requireDowngrade,
				this.before, this.after);
	}

	TestSettings requiringDowngrade() {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, this.floor, true, this.before,
				this.after);
	}

	TestSettings before(String revision, DataHook hook) {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, this.floor, this.requireDowngrade,
				with(this.before, new Hook(revision, "before", hook)), this.after);
	}

	TestSettings after(String revision, DataHook hook) {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, this.floor, this.requireDowngrade,
				this.before, with(this.after, new Hook(revision, "after", hook)));
	}

	Configuration configuration() {
		return this.flyway.getConfiguration();
	}

	FlywayEngine engine() {
		return FlywayEngine.of(this.flyway, this.parentRule);
	}

	private static List<Hook> with(List<Hook> hooks, Hook hook) {
		List<Hook> more = new ArrayList<>(hooks);
		more.add(hook);
		return List.copyOf(more);
	}

}
