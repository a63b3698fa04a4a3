package dev.headway.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import dev.headway.Printable;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryPage}.
 */
class HistoryPageTests {

	@Test
	void renderSaysWhatIsWrongAndWhatToDo() {
		Document page = SampleHistories.parse(page(SampleHistories.conflict()));
		assertThat(text(page, "title")).containsExactly("Migrations: CONFLICT");
		assertThat(text(page, "h2")).containsExactly("flyway");
		assertThat(text(page, "main").get(0)).contains("The branches of the migrations must be joined.");
		assertThat(text(page, "code")).containsExactly("db merge 2 3", "db rebase 3 --onto 2");
	}

	@Test
	void renderWhileAnUpgradeRunsShowsItsProgress() {
		MigrationState state = SampleHistories.applied("1");
		Document page = SampleHistories.parse(page(new MigrationState(MigrationStatus.PENDING, state.current(),
				state.heads(), List.of("2"), null, List.of(), state.history(),
				new Progress("2", 1, 3, Instant.parse("2026-11-29T11:00:00Z"), "a <lock>"))));
		assertThat(text(page, "p"))
			.contains("An upgrade is running: 2 (1 of 3) since 2026-11-29 11:00 UTC, waiting for a <lock>.")
			.noneMatch((text) -> text.contains("The next upgrade"));
	}

	@Test
	void renderShowsRevisionsNewestFirstWithLinks() {
		Document page = SampleHistories.parse(page(SampleHistories.applied("1", "2 1", "3 1", "4 2 3")));
		assertThat(SampleHistories.elements(page, "details")).extracting((details) -> details.getAttribute("id"))
			.startsWith("4", "3", "2", "1");
		assertThat(text(page, "summary")).startsWith("4 add 4 head current mergepoint applied", "3 add 3 applied");
		assertThat(SampleHistories.elements(page, "a")).extracting((link) -> link.getAttribute("href"))
			.containsExactly("#2", "#3", "#1", "#4", "#1", "#4", "#3", "#2");
		assertThat(SampleHistories.elements(page, "time")).hasSize(4)
			.allMatch((time) -> time.getAttribute("datetime").equals("2026-11-29T11:00:00Z")
					&& time.getTextContent().equals("2026-11-29 11:00 UTC"));
		assertThat(text(page, "dd")).contains("1,234 ms");
	}

	@Test
	void renderWhenLinearFoldsAllButTheNewest() {
		Document page = SampleHistories.parse(page(SampleHistories.applied(SampleHistories.linear(10_000))));
		List<Element> stretches = SampleHistories.elements(page, "details")
			.stream()
			.filter((details) -> details.getAttribute("class").equals("stretch"))
			.toList();
		assertThat(stretches).singleElement().satisfies((stretch) -> {
			assertThat(stretch.getElementsByTagName("summary").item(0).getTextContent())
				.isEqualTo("9,989 revisions, 2 to 9990");
			assertThat(stretch.getElementsByTagName("details").getLength()).isEqualTo(9_989);
		});
	}

	@Test
	void renderWhenSeveralHistoriesLinksThemAndKeepsIdsApart() {
		MigrationState state = SampleHistories.applied("1", "2 1");
		Document page = SampleHistories.parse(HistoryPage
			.render(List.of(PageHistory.of("flyway", state, null), PageHistory.of("other one", state, null)), true));
		assertThat(SampleHistories.elements(page, "a")).extracting((link) -> link.getAttribute("href"))
			.startsWith("#history-flyway", "#history-other%20one", "#1", "#2", "#other%20one%2F1");
		List<String> ids = SampleHistories.elements(page, "*")
			.stream()
			.map((element) -> element.getAttribute("id"))
			.filter((id) -> !id.isEmpty())
			.toList();
		assertThat(ids).doesNotHaveDuplicates().contains("history-other one", "other one/1");
	}

	@Test
	void renderAllowsItsOwnStyleAndScriptOnly() throws Exception {
		String html = page(SampleHistories.conflict());
		Document page = SampleHistories.parse(html);
		assertThat(html).doesNotContain("style=\"", "http://", "https://").doesNotContainPattern(" on[a-z]+=\"");
		assertThat(SampleHistories.elements(page, "meta")).filteredOn((meta) -> meta.hasAttribute("http-equiv"))
			.singleElement()
			.extracting((meta) -> meta.getAttribute("content"))
			.isEqualTo("default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; connect-src 'self'; "
				.formatted(hash(html, "style"), hash(html, "script"))
					+ "img-src data:; base-uri 'none'; form-action 'none'");
	}

	@Test
	void renderWhenNamesAreHostileIsHarmless() {
		String html = page(SampleHistories.hostile());
		Document page = SampleHistories.parse(html);
		assertThat(SampleHistories.elements(page, "*")).extracting(Element::getTagName)
			.doesNotContain("img", "b", "iframe", "foreignObject")
			.filteredOn("script"::equals)
			.hasSize(1);
		assertThat(SampleHistories.elements(page, "*"))
			.flatExtracting((element) -> Stream.iterate(0, (i) -> i + 1)
				.limit(element.getAttributes().getLength())
				.map((i) -> element.getAttributes().item(i).getNodeName())
				.toList())
			.noneMatch((name) -> name.startsWith("on"));
		assertThat(html.codePoints()).noneMatch((character) -> character != '\n' && Printable.isHidden(character));
	}

	@Test
	void renderWhenThereIsNoDatabaseHasNoStatus() {
		MigrationState state = SampleHistories.applied("1", "2 1");
		HistoryGraph graph = HistoryGraph.of(state.history(), null);
		Document page = SampleHistories
			.parse(HistoryPage.render(List.of(PageHistory.of("scripts", graph, null)), false));
		assertThat(text(page, "title")).containsExactly("Migrations");
		assertThat(text(page, "dl").get(0)).isEqualTo("Head2Revisions2");
		assertThat(SampleHistories.elements(page, "p")).isEmpty();
	}

	@Test
	void renderFailureSaysWhy() {
		Document page = SampleHistories.parse(HistoryPage.renderFailure("Cannot read <it>."));
		assertThat(text(page, "main")).containsExactly("Cannot read <it>.");
	}

	private static String page(MigrationState state) {
		return HistoryPage.render(List.of(PageHistory.of("flyway", state, null)), true);
	}

	private static List<String> text(Document page, String name) {
		return SampleHistories.elements(page, name)
			.stream()
			.map((element) -> element.getTextContent().strip())
			.toList();
	}

	private static String hash(String html, String element) throws Exception {
		String start = "<%s>".formatted(element);
		String text = html.substring(html.indexOf(start) + start.length(), html.indexOf("</%s>".formatted(element)));
		return Base64.getEncoder()
			.encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

}
