package dev.headway.sample;

import java.io.IOException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the endpoint's page shows a conflict, that its style and script run, that
 * the keyboard is enough, and that axe-core finds no barriers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "headway.on-problem=block")
@ActiveProfiles("conflict")
class RevisionPageTests extends AbstractPageTests {

	@Test
	void pageShowsConflictAndUpdatesItself() {
		open("");
		assertThat(browser.evaluate("document.title").asString()).isEqualTo("Migrations: CONFLICT");
		assertThat(texts(".commands code")).containsExactly("db merge 2 3", "db rebase 3 --onto 2");
		browser.await("document.querySelector('#live').textContent.startsWith('Updated ')");
	}

	@Test
	void policyBlocksOtherStyles() {
		open("");
		browser.evaluate("document.head.insertAdjacentHTML('beforeend', '<style>main { display: none }</style>')");
		Awaitility.await().until(() -> !browser.errors().isEmpty());
		assertThat(browser.errors()).allSatisfy((error) -> assertThat(error).contains("Content Security Policy"));
		assertThat(shown("main .graph")).hasSize(1);
		browser.errors().clear();
	}

	@Test
	void linkOpensRevision() {
		open("#3");
		browser.await("document.getElementById('3').open");
		assertThat(focus()).isEqualTo("3");
		browser.evaluate("location.hash = '#1'");
		browser.await("document.getElementById('1').open");
		assertThat(focus()).isEqualTo("1");
	}

	@Test
	void keysReachDetailsAndSearch() {
		open("");
		browser.press("/");
		assertThat(focus()).isEqualTo("input");
		browser.press("a", "v", "a", "t", "a", "r");
		assertThat(shown(".revision")).containsExactly("3");
		assertThat(texts("output")).containsExactly("1 revision");
		browser.press("ArrowDown", "Enter");
		assertThat(focus()).isEqualTo("3");
		assertThat(openRevisions()).containsExactly("3");
		assertThat(browser.evaluate("location.hash").asString()).isEqualTo("#3");
		browser.press("/", "Escape");
		assertThat(shown(".revision")).containsExactly("3", "2", "1");
		browser.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter");
		assertThat(focus()).isEqualTo("2");
		assertThat(openRevisions()).containsExactly("3", "2");
		browser.press("Enter");
		assertThat(openRevisions()).containsExactly("3");
	}

	@Test
	void tabKeyReachesEverythingInOrder() {
		open("");
		browser.press("Tab");
		assertThat(focus()).isEqualTo("input");
		browser.press("Tab");
		assertThat(focus()).isEqualTo("3");
		browser.press("Enter", "Tab");
		assertThat(browser.evaluate("document.activeElement.hash").asString()).isEqualTo("#1");
		browser.press("Enter");
		browser.await("document.getElementById('1').open");
		assertThat(focus()).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "900, light", "900, dark", "390, light" })
	void axeFindsNothing(int width, String colors) throws IOException {
		display(width, colors);
		open("#3");
		browser.await("document.getElementById('3').open");
		browser.evaluate("document.querySelector('.legend').open = true");
		assertThat(violations()).isEmpty();
	}

}
