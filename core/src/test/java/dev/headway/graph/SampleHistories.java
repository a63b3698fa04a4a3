package dev.headway.graph;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Revision;

/**
 * Histories to draw, and a parser for what is drawn.
 */
final class SampleHistories {

	/** What must do no harm anywhere. */
	static final List<String> HOSTILE = List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
			"' onmouseover='alert(1)", "]]>", "--><b>", "&lt;&#60;", "\\\" ]; evil [", "\u202egnp.sql", "\u001b[31mred",
			"a\u0000b\u0007c", "line\nbreak\r\n", "\ufffe\uffff", "\ud800", "\"]\n click r0 \"javascript:alert(1)\"",
			"#quot;#35;", "end", "%s%n", "x".repeat(500), "\ud83d\ude00".repeat(500), "${jndi:ldap://x}",
			"::set-output name=a::b");

	private SampleHistories() {
	}

	/**
	 * A history in which all is applied.
	 * @param lines an id and its parents each, parents first
	 */
	static MigrationState applied(String... lines) {
		List<HistoryEntry> entries = new ArrayList<>();
		for (int i = 0; i < lines.length; i++) {
			List<String> ids = List.of(lines[i].split(" "));
			entries.add(entry(ids.get(0), "add " + ids.get(0), ids.subList(1, ids.size())).state(RevisionState.APPLIED)
				.installed(Instant.parse("2026-11-29T11:00:00Z"), "sa", 1234)
				.head(i == lines.length - 1)
				.current(i == lines.length - 1)
				.build());
		}
		return state(MigrationStatus.UP_TO_DATE, null, entries);
	}

	/**
	 * A history with two heads.
	 */
	static MigrationState conflict() {
		return state(MigrationStatus.CONFLICT,
				new HeadConflict(List.of("2", "3"), List.of("1"), List.of(),
						List.of("db merge 2 3", "db rebase 3 --onto 2")),
				List.of(entry("1", "create users", List.of()).state(RevisionState.APPLIED)
					.current(true)
					.branchPoint(true)
					.build(), entry("2", "add hashes", List.of("1")).head(true).build(),
						entry("3", "add avatars", List.of("1")).head(true).build()));
	}

	/**
	 * A history in which all that anybody may write is hostile.
	 */
	static MigrationState hostile() {
		List<HistoryEntry> entries = new ArrayList<>();
		List<String> parents = List.of();
		for (String text : HOSTILE) {
			String id = entries.size() + text;
			Revision revision = new Revision(id, text, parents, List.of(text), Set.of(text));
			entries.add(HistoryEntry.of(revision, "V" + text).installed(Instant.EPOCH, text, 1).build());
			parents = List.of(id);
		}
		return state(MigrationStatus.PENDING, new HeadConflict(HOSTILE, HOSTILE, HOSTILE, HOSTILE), entries);
	}

	/**
	 * Twelve branches that merge each other at every step.
	 */
	static String[] crissCross() {
		List<String> lines = new ArrayList<>(List.of("1"));
		IntStream.range(0, 12).forEach((i) -> lines.add((10 + i) + " 1"));
		for (int step = 1; step < 4; step++) {
			int before = step * 100 - ((step == 1) ? 90 : 0);
			int base = step * 100 + 100;
			for (int i = 0; i < 12; i++) {
				lines.add("%d %d %d".formatted(base + i, before + i, before + (i + 5) % 12));
			}
		}
		StringBuilder merge = new StringBuilder("999");
		IntStream.range(0, 12).forEach((i) -> merge.append(' ').append(400 + i));
		lines.add(merge.toString());
		return lines.toArray(String[]::new);
	}

	/**
	 * Revisions of which each revises the one before.
	 */
	static String[] linear(int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((i) -> (i == 1) ? "1" : "%d %d".formatted(i, i - 1))
			.toArray(String[]::new);
	}

	private static HistoryEntry.Builder entry(String id, String description, List<String> parents) {
		return HistoryEntry.of(new Revision(id, description, parents, List.of(), Set.of()), "V" + id + ".sql");
	}

	private static MigrationState state(MigrationStatus status, @Nullable HeadConflict conflict,
			List<HistoryEntry> entries) {
		List<String> heads = entries.stream().filter(HistoryEntry::head).map(HistoryEntry::version).toList();
		List<String> current = entries.stream().filter(HistoryEntry::current).map(HistoryEntry::version).toList();
		List<String> pending = entries.stream()
			.filter((entry) -> entry.state() == RevisionState.PENDING)
			.map(HistoryEntry::version)
			.toList();
		return new MigrationState(status, current, heads, pending, conflict, List.of(), entries);
	}

	static Document parse(String xml) {
		try {
			DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
			builder.setErrorHandler(null);
			return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException | SAXException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<Element> elements(Document document, String name) {
		NodeList nodes = document.getElementsByTagName(name);
		return IntStream.range(0, nodes.getLength()).mapToObj((index) -> (Element) nodes.item(index)).toList();
	}

}
