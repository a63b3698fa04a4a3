package dev.headway.testing.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation and the shell script that prepares its blocks. The script
 * has a section for each block, which begins with {@code # ==} and the title of the
 * block, in the order of the page.
 *
 * @param name its path below the repository
 * @param sections the blocks and how to prepare them
 */
public record DocumentedPage(String name, List<Section> sections) {

	private static final String SECTION = "# == ";

	private static final String DEFAULT_RUNNER = "DocumentedOutputTests";

	/**
	 * Find all pages with output.
	 * @param root the folder of the repository
	 * @return their names
	 */
	public static List<String> names(Path root) {
		try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
			return Stream.concat(Stream.of(root.resolve("README.md")), files)
				.map((file) -> root.relativize(file).toString())
				.filter((name) -> name.endsWith(".md") && !name.contains("node_modules"))
				.filter((name) -> !DocumentedBlock.of(read(root.resolve(name))).isEmpty())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a page.
	 * @param root the folder of the repository
	 * @param scripts the folder with the scripts of all pages
	 * @param name its path below the repository
	 * @return the page
	 */
	public static DocumentedPage read(Path root, Path scripts, String name) {
		List<DocumentedBlock> blocks = DocumentedBlock.of(read(root.resolve(name)));
		String file = name.replaceFirst("^docs/", "").replaceFirst("\\.md$", ".sh");
		List<String> preparations = Arrays.asList(read(scripts.resolve(file)).split("(?m)^" + SECTION));
		List<String> titles = preparations.stream().skip(1).map((text) -> text.lines().findFirst().orElse("")).toList();
		List<String> shown = blocks.stream().map(DocumentedBlock::title).toList();
		if (!titles.equals(shown)) {
			throw new IllegalStateException("%s has blocks %s, and %s prepares %s".formatted(name,
					String.join("\n", shown), file, String.join("\n", titles)));
		}
		List<Section> sections = new ArrayList<>();
		for (int i = 0; i < blocks.size(); i++) {
			sections.add(new Section(blocks.get(i), preparations.get(i + 1).lines().skip(1).toList()));
		}
		return new DocumentedPage(name, sections);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A block and how to prepare it.
	 *
	 * @param block the block
	 * @param preparation lines of the script
	 */
	public record Section(DocumentedBlock block, List<String> preparation) {

		/**
		 * Return whether a test runs this block. Without a remark, that is the test of
		 * the commands that need no more than this process.
		 * @param runner the name of the test class
		 * @return whether it does
		 */
		public boolean runsIn(String runner) {
			return Stream.of("runs in", "printed by", "untested")
				.flatMap(this::remarks)
				.findFirst()
				.orElse(DEFAULT_RUNNER)
				.equals(runner);
		}

		/**
		 * Return the tests that run or print this block.
		 * @return the names of their classes
		 */
		public List<String> tests() {
			return Stream.of("runs in", "printed by").flatMap(this::remarks).toList();
		}

		/**
		 * Return what the script says about this block.
		 * @param kind what the lines begin with
		 * @return the rest of these lines
		 */
		private Stream<String> remarks(String kind) {
			String start = "# " + kind + ": ";
			return this.preparation.stream()
				.filter((line) -> line.startsWith(start))
				.map((line) -> line.substring(start.length()));
		}

	}

}
