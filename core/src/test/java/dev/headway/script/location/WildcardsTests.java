package dev.headway.script.location;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Wildcards}.
 */
class WildcardsTests {

	@ParameterizedTest
	@CsvSource({ "*,h2/V1.sql,V1.sql", "?2,h2/V1.sql,V1.sql", "*/sub,h2/sub/V1.sql,V1.sql",
			"*/sub,h2/sub/deep/V1.sql,deep/V1.sql", "**/deep,a/b/deep/V1.sql,V1.sql", "**/deep,deep/V1.sql,V1.sql",
			"*.sql,V1.sql,V1.sql", "**/*.sql,a/b/V1.sql,a/b/V1.sql", "V?.sql,V1.sql,V1.sql", "(h2),(h2)/V1.sql,V1.sql",
			"h2//,h2/V1.sql,V1.sql" })
	void relativizeWhenPathMatchesIsBelowTheFolder(String wildcards, String path, String relative) {
		assertThat(Wildcards.of(wildcards).match(path)).isTrue();
		assertThat(Wildcards.of(wildcards).relativize(path)).isEqualTo(relative);
	}

	@ParameterizedTest
	@CsvSource({ "**,h2/V1.sql", "?2,h22/V1.sql", "*,V1.sql", "*.sql,sub/V1.sql", "*/sub,sub/V1.sql", "*.sql,V1xsql",
			"a*c,ac/V1.sql", "**/deep,a/shallow/V1.sql" })
	void matchWhenPathIsDifferentIsFalse(String wildcards, String path) {
		assertThat(Wildcards.of(wildcards).match(path)).isFalse();
	}

}
