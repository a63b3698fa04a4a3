package dev.headway.script.name;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slug}.
 */
class SlugTests {

	@ParameterizedTest
	@CsvSource({ "add avatars,add_avatars", "'  Add  --  avatars! ',Add_avatars", "Ärger über Maß,Aerger_ueber_Mass",
			"U\u0308ber,Ueber", "crème brûlée,creme_brulee", "l'été,lete", "ø æ ł,o_ae_l",
			"../../etc/passwd,etc_passwd", "a__b,a_b", "a\tb,a_b", "привет мир,привет_мир", "V1.2 is 100%,V1_2_is_100",
			"हिन्दी,हिन्दी", "'?',''", "'',''", "🙂,''" })
	void ofIsSafeForFileNames(String message, String expected) {
		assertThat(Slug.of(message, false)).isEqualTo(expected);
	}

	@Test
	void ofWhenLowerCaseHasNoCapitals() {
		assertThat(Slug.of("Add ÄÖÜ and ID", true)).isEqualTo("add_aeoeue_and_id");
	}

	@Test
	void ofWhenLongEndsBetweenWords() {
		assertThat(Slug.of("abcdefghi ".repeat(9), false)).isEqualTo("abcdefghi_".repeat(5) + "abcdefghi");
		assertThat(Slug.of("x".repeat(61), false)).hasSize(60);
		assertThat(Slug.of("x" + "𝒳".repeat(60), false)).hasSize(59);
	}

}
