package dev.headway.graph;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.RevisionState;
import dev.headway.revision.Revision;

/**
 * What the shapes on a {@link HistoryPage} mean.
 */
final class PageLegend {

	private static final int SIZE = 24;

	private PageLegend() {
	}

	static void write(Markup markup) {
		markup.open("details", "class", "legend").element("summary", "Legend").open("ul");
		samples().forEach((sample) -> {
			markup.open("li")
				.open("svg", "width", "" + SIZE, "height", "" + SIZE, "aria-hidden", "true", "focusable", "false");
			NodeShape.draw(sample, markup, SIZE / 2, SIZE / 2);
			markup.close().text(String.join(", ", sample.words())).close();
		});
		markup.close().close().line();
	}

	private static List<GraphRevision> samples() {
		List<GraphRevision> samples = new ArrayList<>();
		for (RevisionState state : RevisionState.values()) {
			samples.add(sample(state, EnumSet.noneOf(RevisionMark.class)));
		}
		samples.add(sample(null, EnumSet.of(RevisionMark.CURRENT)));
		samples.add(sample(null, EnumSet.of(RevisionMark.CONFLICT)));
		samples.add(sample(null, EnumSet.of(RevisionMark.LATE)));
		return samples;
	}

	private static GraphRevision sample(@Nullable RevisionState state, Set<RevisionMark> marks) {
		HistoryEntry entry = HistoryEntry.of(new Revision("", "", List.of(), List.of(), Set.of()), "").build();
		return new GraphRevision(entry, state, marks);
	}

}
