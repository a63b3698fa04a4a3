package dev.headway.test;

import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.script.ParentRule;

/**
 * The options of {@link HistoryTests}.
 *
 * @param flyway the user's Flyway
 * @param parentRule what a script without a header revises
 * @param emptyDatabase whether to run in the database itself
 * @param floor symbol of the last revision that does not have to be undone, or
 * {@code null}
 * @param requireDowngrade whether an irreversible revision is a failure
 * @param hooks what to do before and after revisions
 */
record TestSettings(Flyway flyway, ParentRule parentRule, boolean emptyDatabase, @Nullable String floor,
		boolean requireDowngrade, List<Hook> hooks) {

	static TestSettings of(Flyway flyway) {
		return new TestSettings(flyway, ParentRule.AUTO, false, null, false, List.of());
	}

	TestSettings parentRule(ParentRule rule) {
		return new TestSettings(this.flyway, rule, this.emptyDatabase, this.floor, this.requireDowngrade, this.hooks);
	}

	TestSettings inEmptyDatabase() {
		return new TestSettings(this.flyway, this.parentRule, true, this.floor, this.requireDowngrade, this.hooks);
	}

	TestSettings floor(String revision) {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, revision, this.requireDowngrade,
				this.hooks);
	}

	TestSettings requiringDowngrade() {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, this.floor, true, this.hooks);
	}

	TestSettings hook(Hook hook) {
		return new TestSettings(this.flyway, this.parentRule, this.emptyDatabase, this.floor, this.requireDowngrade,
				Stream.concat(this.hooks.stream(), Stream.of(hook)).toList());
	}

	Configuration configuration() {
		return this.flyway.getConfiguration();
	}

	FlywayEngine engine() {
		return FlywayEngine.of(this.flyway, this.parentRule);
	}

}
