package dev.headway.flyway.history;

import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryRulesTests {

	private static HistoryRules rules(UnaryOperator<FluentConfiguration> settings) {
		return new HistoryRules(settings.apply(Flyway.configure()), true);
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

	@ParameterizedTest
	@CsvSource({ "*:future, false, true, false", "*:missing, true, false, false", "*:ignored, false, false, true",
			"versioned:ignored, false, false, true", "repeatable:missing, false, false, false",
			"versioned:*, true, true, true", "*:pending, false, false, false" })
	void ignoresWhenPatternIsSetIsAsItSays(String pattern, boolean missing, boolean future, boolean ignored) {
		HistoryRules rules = rules((settings) -> settings.ignoreMigrationPatterns(pattern));
		assertThat(rules.ignoresMissing()).isEqualTo(missing);
		assertThat(rules.ignoresFuture()).isEqualTo(future);
		assertThat(rules.ignoresIgnored()).isEqualTo(ignored);
	}

	@ParameterizedTest
	@CsvSource({ "true, *:future, true", "true, *:*, false", "true, repeatable:*, true", "false, *:future, false" })
	void validatesWhenSwitchedOffOrAllIsIgnoredIsFalse(boolean validate, String pattern, boolean expected) {
		HistoryRules rules = rules((settings) -> settings.validateOnMigrate(validate).ignoreMigrationPatterns(pattern));
		assertThat(rules.validates()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "3, 3, false", "3, 3.0.1, true", "3, 2, false", "3?, 4, true", "latest, 9, false", "next, 9, false" })
	void isAboveTargetWhenTargetIsSetComparesVersions(String target, String version, boolean above) {
		HistoryRules rules = rules((settings) -> settings.target(target));
		assertThat(rules.isAboveTarget(version(version), version("1"))).isEqualTo(above);
	}

	@Test
	void isAboveTargetWhenTargetIsCurrentComparesWithTheDatabase() {
		HistoryRules rules = rules((settings) -> settings.target(MigrationVersion.CURRENT));
		assertThat(rules.isAboveTarget(version("2"), version("2"))).isFalse();
		assertThat(rules.isAboveTarget(version("3"), version("2"))).isTrue();
		assertThat(rules.isAboveTarget(version("1"), null)).isTrue();
	}

	@Test
	void onlyNextWhenTargetIsNextIsTrue() {
		assertThat(rules((settings) -> settings.target("next")).onlyNext()).isTrue();
		assertThat(rules((settings) -> settings.target("3")).onlyNext()).isFalse();
		assertThat(rules((settings) -> settings).onlyNext()).isFalse();
	}

	@Test
	void outOfOrderIsTheUsersSetting() {
		assertThat(rules((settings) -> settings).outOfOrder()).isFalse();
		assertThat(rules((settings) -> settings.outOfOrder(true)).outOfOrder()).isTrue();
	}

}
