package dev.headway.command.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads Markdown that a command has printed.
 */
final class InertMarkdown {

	private static final Parser PARSER = Parser.builder()
		.extensions(List.of(AutolinkExtension.create(), TablesExtension.create()))
		.build();

	private static final Pattern OURS = Pattern
		.compile("<details><summary><code>[^<>\"'\\v]*</code></summary>|</details>");

	private static final Pattern PROSE = Pattern.compile("[\\w ,:.]*");

	private static final Pattern MERMAID = Pattern.compile("""
			flowchart TD
			( {4}r\\d+\\["[\\p{L}\\p{M}\\p{N} _.,-]+( \\((head|fork|new)\\))*"]
			)+( {4}r\\d+ (-->|-\\.->) r\\d+
			)*( {4}classDef (head|fork|fresh) [a-z0-9:#,-]+
			 {4}class r\\d+(,r\\d+)* (head|fork|fresh)
			)*""");

	private InertMarkdown() {
	}

	static List<FencedCodeBlock> fences(String markdown, String info) {
		List<FencedCodeBlock> fences = new ArrayList<>();
		PARSER.parse(markdown).accept(new AbstractVisitor() {

			@Override
			public void visit(FencedCodeBlock fence) {
				if (fence.getInfo().equals(info)) {
					fences.add(fence);
				}
			}

		});
		return fences;
	}

	/**
	 * Nothing but code comes from files: no HTML but ours, no links, nothing that could
	 * be a mention, and a graph that has nothing but nodes, lines and styles.
	 */
	static void check(String markdown) {
		assertThat(markdown.length()).isLessThan(60_000);
		PARSER.parse(markdown).accept(new AbstractVisitor() {

			@Override
			public void visit(HtmlBlock html) {
				assertThat(html.getLiteral()).matches(OURS);
			}

			@Override
			public void visit(HtmlInline html) {
				assertThat(html.getLiteral()).isNull();
			}

			@Override
			public void visit(Link link) {
				assertThat(link.getDestination()).isNull();
			}

			@Override
			public void visit(Image image) {
				assertThat(image.getDestination()).isNull();
			}

			@Override
			public void visit(IndentedCodeBlock code) {
				assertThat(code.getLiteral()).isNull();
			}

			@Override
			public void visit(CustomBlock table) {
				assertThat(table).isNull();
			}

			@Override
			public void visit(Text text) {
				assertThat(text.getLiteral()).matches(PROSE);
			}

			@Override
			public void visit(FencedCodeBlock fence) {
				assertThat(fence.getInfo()).isIn("sh", "sql", "mermaid");
				assertThat(fence.getClosingFenceLength()).isNotNull();
				if (fence.getInfo().equals("mermaid")) {
					assertThat(fence.getLiteral()).matches(MERMAID);
				}
			}

		});
	}

}
