package dev.headway.test;

import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;

/**
 * The options of {@link HistoryTests}.
 *
 * @param flyway the user's Flyway
 * @param parentRule what a script without a header revises
 * @param headRule how many heads there may be
 * @param emptyDatabase whether to run in the database itself
 * @param floor symbol of the last revision that does not have to be undone, or
 * {@code null}
 * @param requireDowngrade whether an irreversible revision is a failure
 * @param model whether to compare the JPA model
 * @param hooks what to do before and after revisions
 */
record TestSettings(Flyway flyway, ParentRule parentRule, HeadRule headRule, boolean emptyDatabase,
		@Nullable String floor, boolean requireDowngrade, boolean model, List<Hook> hooks) {

	static TestSettings of(Flyway flyway) {
		return new TestSettings(flyway, ParentRule.AUTO, HeadRule.ONE, false, null, false, true, List.of());
	}

	TestSettings parentRule(ParentRule rule) {
		return new TestSettings(this.flyway, rule, this.headRule, this.emptyDatabase, this.floor, this.requireDowngrade,
				this.model, this.hooks);
	}

	TestSettings headRule(HeadRule rule) {
		return new TestSettings(this.flyway, this.parentRule, rule, this.emptyDatabase, this.floor,
				this.requireDowngrade, this.model, this.hooks);
	}

	TestSettings inEmptyDatabase() {
		return new TestSettings(this.flyway, this.parentRule, this.headRule, true, this.floor, this.requireDowngrade,
				this.model, this.hooks);
	}

	TestSettings floor(String revision) {
		return new TestSettings(this.flyway, this.parentRule, this.headRule, this.emptyDatabase, revision,
				this.requireDowngrade, this.model, this.hooks);
	}

	TestSettings requiringDowngrade() {
		return new TestSettings(this.flyway, this.parentRule, this.headRule, this.emptyDatabase, this.floor, true,
				this.model, this.hooks);
	}

	TestSettings withoutModel() {
		return new TestSettings(this.flyway, this.parentRule, this.headRule, this.emptyDatabase, this.floor,
				this.requireDowngrade, false, this.hooks);
	}

	TestSettings hook(Hook hook) {
		return new TestSettings(this.flyway, this.parentRule, this.headRule, this.emptyDatabase, this.floor,
				this.requireDowngrade, this.model, Stream.concat(this.hooks.stream(), Stream.of(hook)).toList());
	}

	Configuration configuration() {
		return this.flyway.getConfiguration();
	}

	FlywayEngine engine() {
		return engine(this.flyway);
	}

	/**
	 * The engine of another instance.
	 */
	FlywayEngine engine(Flyway flyway) {
		return FlywayEngine.of(flyway, EngineSettings.of(this.parentRule).with(this.headRule));
	}

}
