package dev.headway.script.text;

import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeaderKeyTypo}.
 */
class HeaderKeyTypoTests {

	@ParameterizedTest
	@EnumSource
	void ofWhenThereIsOneTypoFindsTheKey(HeaderKey key) {
		Set<String> typos = typos(key.text());
		typos.remove("revised");
		assertThat(typos).hasSizeGreaterThan(300)
			.allSatisfy((typo) -> assertThat(HeaderKeyTypo.of(typo)).as(typo).isEqualTo(key));
	}

	@ParameterizedTest
	@CsvSource({ "depends, DEPENDS_ON", "depends_on, DEPENDS_ON", "depends on, DEPENDS_ON", "depends - on, DEPENDS_ON",
			"down_revision, REVISES", "down-revision, REVISES", "revises, REVISES", "branch, BRANCH" })
	void ofWhenPunctuationDiffersOrAnotherToolWritesItFindsTheKey(String word, HeaderKey key) {
		assertThat(HeaderKeyTypo.of(word)).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "revised", "revision", "rvse", "revisesxx", "xrevisesx", "ervisse", "revse s",
			"depend", "dependency", "branching", "brunhc", "version", "author" })
	void ofWhenWordIsProseOrHasTwoTyposIsNull(String word) {
		assertThat(HeaderKeyTypo.of(word)).isNull();
	}

	@Test
	void ofWhenLettersThatAreNotNeighborsAreSwappedIsNull() {
		assertThat(HeaderKeyTypo.of("sevirer")).isNull();
		assertThat(HeaderKeyTypo.of("bnarch")).isNull();
	}

	private static Set<String> typos(String key) {
		Set<String> typos = new LinkedHashSet<>();
		for (int i = 0; i <= key.length(); i++) {
			String before = key.substring(0, i);
			String after = key.substring(i);
			for (char letter = 'a'; letter <= 'z'; letter++) {
				typos.add(before + letter + after);
				typos.add(before + letter + after.substring(Math.min(1, after.length())));
			}
			typos.add(before + after.substring(Math.min(1, after.length())));
			if (after.length() > 1) {
				typos.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
			}
		}
		return typos;
	}

}
