package dev.headway.testing.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;

import dev.headway.testing.page.DocumentedPage.Section;

/**
 * Compares what commands print with what pages of the documentation show.
 *
 * @param root the folder of the repository
 * @param runner the name of the test class that runs the blocks
 * @param environment variables for the shell
 * @param commands runs what the shell passes on
 */
public record DocumentedOutput(Path root, String runner, Map<String, String> environment, PageShell.Commands commands) {

	private static final Path SCRIPTS = Path.of("cli/src/test/resources/documented");

	/**
	 * Create an instance for blocks whose commands are all processes.
	 * @param root the folder of the repository
	 * @param runner the name of the test class that runs the blocks
	 * @param environment variables for the shell
	 */
	public DocumentedOutput(Path root, String runner, Map<String, String> environment) {
		this(root, runner, environment, (current, words, out, err) -> {
			throw new IllegalStateException("Not a process: " + words);
		});
	}

	/**
	 * Read a page with the script that prepares its blocks.
	 * @param root the folder of the repository
	 * @param name its path below this folder
	 * @return the page
	 */
	public static DocumentedPage page(Path root, String name) {
		return DocumentedPage.read(root, root.resolve(SCRIPTS), name);
	}

	/**
	 * Run the blocks of a page that are for this test.
	 * @param name the path of the page
	 * @param folder where to work
	 */
	public void assertPrinted(String name, Path folder) {
		List<Section> sections = page(this.root, name).sections()
			.stream()
			.filter((section) -> section.runsIn(this.runner))
			.toList();
		Path library = this.root.resolve(SCRIPTS).resolve("library.sh");
		List<List<List<String>>> printed = new PageShell(library, folder, this.environment, this.commands)
			.run(sections);
		SoftAssertions.assertSoftly((softly) -> {
			for (int i = 0; i < sections.size(); i++) {
				compare(softly, name, sections.get(i).block(), printed.get(i));
			}
		});
	}

	private static void compare(SoftAssertions softly, String name, DocumentedBlock block, List<List<String>> printed) {
		int first = block.isSession() ? 1 : 0;
		for (int i = 0; i < block.steps().size(); i++) {
			DocumentedBlock.Step step = block.steps().get(i);
			List<String> output = printed.get(first + i);
			if (!step.shows(output)) {
				softly.assertThat(String.join("\n", output))
					.as("%s, line %d: %s (prepared: %s)", name, block.line(), step.command(), printed.get(0))
					.isEqualTo(String.join("\n", step.output()));
			}
		}
	}

}
