package dev.headway.maven;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.ShellWord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ShellArguments}.
 */
class ShellArgumentsTests {

	@Test
	void splitWhenThereAreQuotesReadsThemAsAShell() {
		assertThat(ShellArguments.split("check --against origin/main")).containsExactly("check", "--against",
				"origin/main");
		assertThat(ShellArguments.split("  revision -m 'add avatars'\n--head=\"a b\"c ")).containsExactly("revision",
				"-m", "add avatars", "--head=a bc");
		assertThat(ShellArguments.split("a\\ b 'c\\d' \"e\\\"f\\g$h\" '' x''")).containsExactly("a b", "c\\d",
				"e\"f\\g$h", "", "x");
		assertThat(ShellArguments.split(" ")).isEmpty();
	}

	@Test
	void splitWhenWordsAreQuotedGivesThemBack() {
		List<String> words = List.of("V3__c.sql", "my file.sql", "it's", "a\"b", "$x", "a\\b", "", "tab\there",
				"\u001b[31mred\nline", "é\u0000");
		assertThat(ShellArguments.split(ShellWord.all(words))).isEqualTo(words);
	}

	@Test
	void splitWhenAQuoteHasNoEndIsRefused() {
		for (String line : List.of("a 'b", "a \"b\\\"", "$'a", "a\\")) {
			assertThatIllegalArgumentException().isThrownBy(() -> ShellArguments.split(line))
				.withMessage("'%s' has a quote without an end", line);
		}
	}

}
