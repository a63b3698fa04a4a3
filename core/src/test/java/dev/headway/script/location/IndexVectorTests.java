package dev.headway.script.location;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.revision.GraphVectors;
import dev.headway.script.IndexReport;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptSettings;
import dev.headway.script.index.IndexFile;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexUse} with the graphs of the vectors.
 */
class IndexVectorTests {

	private static final ScriptSettings SETTINGS = ScriptSettings.standard();

	@ParameterizedTest
	@MethodSource
	void loadWithIndexFindsWhatReadingFinds(GraphVectors.Case graph, @TempDir Path root) throws IOException {
		MigrationFolder folder = new MigrationFolder(root.resolve("db")).with("readme.txt");
		graph.revisions().forEach((node) -> folder.with("V%s__a.sql".formatted(node.id()), header(node)));
		new IndexFile(folder.path(), SETTINGS).write(ScriptLocations.of(folder.path()).list());
		try (URLClassLoader loader = new URLClassLoader(new URL[] { root.toUri().toURL() }, null)) {
			ScriptLocations locations = ScriptLocations.of(List.of("db"), loader);
			MigrationScripts read = MigrationScripts.load(SETTINGS, locations, List.of());
			ScriptListing listing = locations.indexed(SETTINGS).list();
			MigrationScripts indexed = MigrationScripts.load(SETTINGS, listing, List.of());
			assertThat(listing.indexes()).extracting(IndexReport::fault).containsOnlyNulls().hasSize(1);
			assertThat(indexed.problems()).isEqualTo(read.problems());
			assertThat(indexed.revisions()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("resource")
				.containsExactlyElementsOf(read.revisions());
			assertThat(indexed.graph().map((any) -> any.revisions()))
				.isEqualTo(read.graph().map((any) -> any.revisions()));
		}
	}

	static Stream<GraphVectors.Case> loadWithIndexFindsWhatReadingFinds() {
		return GraphVectors.read().valid().stream().filter((graph) -> graph.idOrder().equals("linear-extension"));
	}

	private static String[] header(GraphVectors.Node node) {
		List<String> header = new ArrayList<>();
		header.add("-- revises: " + (node.parents().isEmpty() ? "base" : String.join(", ", node.parents())));
		add(header, "-- depends-on: ", node.dependsOn());
		add(header, "-- branch: ", node.labels());
		header.add("select 1;");
		return header.toArray(String[]::new);
	}

	private static void add(List<String> header, String key, @Nullable Collection<String> values) {
		if (values != null && !values.isEmpty()) {
			header.add(key + String.join(", ", values));
		}
	}

}
