package dev.headway.boot.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;

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
	JSON("application/json"),

	/**
	 * JSON of the second version of the actuator's API.
	 */
	JSON_V2("application/vnd.spring-boot.actuator.v2+json"),

	/**
	 * JSON of the third version of the actuator's API.
	 */
	JSON_V3("application/vnd.spring-boot.actuator.v3+json"),

	/**
	 * The graph in the language of Graphviz.
	 */
	DOT("text/vnd.graphviz"),

	/**
	 * The graph as a diagram of Mermaid.
	 */
	MERMAID("text/vnd.mermaid"),

	/**
	 * The graph as a picture.
	 */
	SVG("image/svg+xml"),

	/**
	 * A page with everything.
	 */
	HTML("text/html");

	private final String type;

	MigrationsFormat(String type) {
		this.type = type;
	}

	@Override
	public MimeType getProducedMimeType() {
		return MimeType.valueOf(this.type);
	}

	@Override
	public boolean isDefault() {
		return this == JSON_V3;
	}

	/**
	 * Whether histories are drawn in this format.
	 */
	boolean isDrawn() {
		return compareTo(JSON_V3) > 0;
	}

	/**
	 * Draw histories.
	 */
	String draw(List<PageHistory> histories) {
		List<HistoryGraph> graphs = histories.stream().map(PageHistory::graph).toList();
		return switch (this) {
			case DOT -> DotGraph.render(graphs);
			case MERMAID -> MermaidFlowchart.render(graphs);
			case SVG -> SvgGraph.render(graphs);
			case HTML -> HistoryPage.render(histories, true);
			case JSON, JSON_V2, JSON_V3 -> throw new IllegalStateException(this + " is not drawn");
		};
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
		return inUtf8((this == HTML) ? getProducedMimeType() : MimeType.valueOf("text/plain"));
	}

	/**
	 * The type of a text, with its encoding.
	 */
	MimeType textType() {
		return inUtf8(getProducedMimeType());
	}

	private static MimeType inUtf8(MimeType type) {
		return new MimeType(type, StandardCharsets.UTF_8);
	}

}
