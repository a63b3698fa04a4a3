package dev.headway.command.invocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.headway.graph.DotGraph;
import dev.headway.graph.HistoryPage;
import dev.headway.graph.MermaidFlowchart;
import dev.headway.graph.PageHistory;
import dev.headway.graph.SvgGraph;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.FileFailure;

/**
 * Options for files into which the graph is drawn.
 */
public final class GraphOptions {

	@Option(names = "--svg", paramLabel = "FILE", description = "Draw it into this file, as SVG.")
	private @Nullable Path svg;

	@Option(names = "--mermaid", paramLabel = "FILE", description = "Draw it as a flow chart of Mermaid.")
	private @Nullable Path mermaid;

	@Option(names = "--dot", paramLabel = "FILE", description = "Draw it for Graphviz.")
	private @Nullable Path dot;

	@Option(names = "--html", paramLabel = "FILE", description = "Show it on a page of HTML.")
	private @Nullable Path html;

	/**
	 * Whether a file is to be written.
	 * @return whether an option is given
	 */
	public boolean given() {
		return !renderers().isEmpty();
	}

	/**
	 * Write the files.
	 * @param history what to draw
	 * @return the files
	 * @throws CommandException if a file cannot be written
	 */
	public List<Path> write(PageHistory history) {
		Map<Path, Function<PageHistory, String>> renderers = renderers();
		renderers.forEach((file, renderer) -> write(file, renderer.apply(history)));
		return List.copyOf(renderers.keySet());
	}

	private static void write(Path file, String text) {
		try {
			FileContent.of(text.getBytes(StandardCharsets.UTF_8)).writeTo(file);
		}
		catch (IOException ex) {
			throw new CommandException(ExitCode.FAILED, "Cannot write '%s': %s. Name another file.".formatted(file,
					FileFailure.describe(ex).replaceFirst("\\.$", "")));
		}
	}

	private Map<Path, Function<PageHistory, String>> renderers() {
		Map<Path, Function<PageHistory, String>> renderers = new LinkedHashMap<>();
		put(renderers, this.svg, (history) -> SvgGraph.render(history.graph()));
		put(renderers, this.mermaid, (history) -> MermaidFlowchart.render(List.of(history.graph())));
		put(renderers, this.dot, (history) -> DotGraph.render(List.of(history.graph())));
		put(renderers, this.html, (history) -> HistoryPage.render(List.of(history), false));
		return renderers;
	}

	private static void put(Map<Path, Function<PageHistory, String>> renderers, @Nullable Path file,
			Function<PageHistory, String> renderer) {
		if (file != null) {
			renderers.put(file, renderer);
		}
	}

}
