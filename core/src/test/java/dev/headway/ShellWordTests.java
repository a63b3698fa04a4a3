package dev.headway;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShellWord}, with a shell.
 */
class ShellWordTests {

	@ParameterizedTest
	@ValueSource(strings = { "7", "V2__größe.sql", "origin/feature-1", "2:head", "label@head", "+1", "1.2" })
	void ofWhenPlainIsTheText(String text) {
		assertThat(ShellWord.of(text)).isEqualTo(text);
	}

	@Test
	void ofWhenSpecialIsQuoted() {
		assertThat(ShellWord.of("a$(touch${IFS}x)")).isEqualTo("'a$(touch${IFS}x)'");
		assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
		assertThat(ShellWord.of("")).isEqualTo("''");
		assertThat(ShellWord.of("a\u001bö")).isEqualTo("$'a\\033\\303\\266'");
		assertThat(ShellWord.all(List.of("2", "a b"))).isEqualTo("2 'a b'");
	}

	@ParameterizedTest
	@DisabledOnOs(OS.WINDOWS)
	@ValueSource(strings = { "", "a b", "it's", "\"", "$(echo x)", "`echo x`", "${IFS}", "*", "~", "~root", "a;b",
			"a&b", "a|b", "a>b", "#a", "a\\b", "{a,b}", "!x", "=ls", "[a]", "a\nb", "\u001b[31m", "ö\u202e",
			"x##[error]y", "::error::x", "a\tb'c\"d$e", "%41", "^a", "a?", "😀\r" })
	void ofIsOneWordOfAShell(String text) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", "printf '%s|' " + ShellWord.of(text)).start();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text + "|");
		assertThat(Printable.line(ShellWord.of(text))).isEqualTo(ShellWord.of(text));
	}

}
