package dev.headway.boot.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

import dev.headway.graph.DotGraph;
import dev.headway.graph.HistoryGraph;
import dev.headway.graph.HistoryPage;
import dev.headway.graph.MermaidFlowchart;
import dev.headway.graph.PageHistory;
import dev.headway.graph.SvgGraph;

/**
 * A format in which {@link MigrationsEndpoint} answers. Of several that a client accepts,
 * the last one is chosen.
 */
enum MigrationsFormat implements Producible<MigrationsFormat> {

	/**
	 * JSON.
	 */
	JSON(MimeType.valueOf("application/json"), null),

	/**
	 * JSON of the second version of the actuator's API.
	 */
	JSON_V2(ApiVersion.V2.getProducedMimeType(), null),

	/**
	 * JSON of the third version of the actuator's API.
	 */
	JSON_V3(ApiVersion.V3.getProducedMimeType(), null),

	/**
	 * The graph in the language of Graphviz.
	 */
	DOT(MimeType.valueOf("text/vnd.graphviz"), (histories) -> DotGraph.render(graphs(histories))),

	/**
	 * The graph as a diagram of Mermaid.
	 */
	MERMAID(MimeType.valueOf("text/vnd.mermaid"), (histories) -> MermaidFlowchart.render(graphs(histories))),

	/**
	 * The graph as a picture.
	 */
	SVG(MimeType.valueOf("image/svg+xml"), (histories) -> SvgGraph.render(graphs(histories))),

	/**
	 * A page with everything.
	 */
	HTML(MimeType.valueOf("text/html"), (histories) -> HistoryPage.render(histories, true));

	private final MimeType type;

	private final @Nullable Function<List<PageHistory>, String> renderer;

	MigrationsFormat(MimeType type, @Nullable Function<List<PageHistory>, String> renderer) {
		this.type = type;
		this.renderer = renderer;
	}

	private static List<HistoryGraph> graphs(List<PageHistory> histories) {
		return histories.stream().map(PageHistory::graph).toList();
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == JSON_V3;
	}

	/**
	 * How histories are drawn, {@code null} if they are not.
	 */
	@Nullable Function<List<PageHistory>, String> renderer() {
		return this.renderer;
	}

	/**
	 * Turn an error message into the text of a response.
	 */
	String renderFailure(String message) {
		return (this == HTML) ? HistoryPage.renderFailure(message) : message + "\n";
	}

	/**
	 * The type of the text of an error message.
	 */
	MimeType failureType() {
		return inUtf8((this == HTML) ? this.type : MimeType.valueOf("text/plain"));
	}

	/**
	 * The type of a text, with its encoding.
	 */
	MimeType textType() {
		return inUtf8(this.type);
	}

	private static MimeType inUtf8(MimeType type) {
		return new MimeType(type, StandardCharsets.UTF_8);
	}

}
