package dev.headway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Printable}.
 */
class PrintableTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "V2__größe.sql", "C:\\db\\V1__a.sql", "Dear 日本 😀", "a: b::c", "# 1, ## 2 [3]",
			"a ## [b]" })
	void lineWhenPrintableIsTheText(String text) {
		assertThat(Printable.line(text)).isSameAs(text);
	}

	@Test
	void lineWhenAnythingIsHiddenEscapesIt() {
		assertThat(Printable.line("a\u001b[31mb\u0007\u007f\u009b2J")).isEqualTo("a\\x1b[31mb\\x07\\x7f\\x9b2J");
		assertThat(Printable.line("a\nb\rc\td\u000be\fg\u0085h\u2028i\u2029j"))
			.isEqualTo("a\\nb\\rc\\td\\x0be\\x0cg\\x85h\\u2028i\\u2029j");
		assertThat(Printable.line("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
			.isEqualTo("\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c");
		assertThat(Printable.line("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"))
			.isEqualTo("\\u200b\\u200c\\u200d\\u2060\\ufeff\\xad\\u180e");
		assertThat(Printable.line("a\ud800b\udc00" + Character.toString(0xE0001)))
			.isEqualTo("a\\ud800b\\udc00\\U000e0001");
	}

	@Test
	void lineWhenItWouldBeAWorkflowCommandIsNone() {
		assertThat(Printable.line("::error::a")).isEqualTo("\\x3a:error::a");
		assertThat(Printable.line("    ::add-mask::a")).isEqualTo("    \\x3a:add-mask::a");
		assertThat(Printable.line("a ##[error]b ##vso[task.x]c ##teamcity[d]"))
			.isEqualTo("a #\\x23[error]b #\\x23vso[task.x]c #\\x23teamcity[d]");
		assertThat(Printable.line("###[error]")).isEqualTo("##\\x23[error]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u001b\n::x", "::a", " ::a", "##[a]", "::::", "####[" })
	void lineOfALineIsTheSame(String text) {
		assertThat(Printable.line(Printable.line(text))).isEqualTo(Printable.line(text));
	}

	@Test
	void linesKeepLineBreaks() {
		assertThat(Printable.lines("a\u001b\r\n::b\rc\n")).isEqualToNormalizingNewlines("a\\x1b\n\\x3a:b\\rc");
		assertThat(new HeadwayException("a\u001b\n::b")).hasMessage(Printable.lines("a\\x1b\n::b"));
	}

}
