package dev.headway.command.check;

import java.util.ArrayList;
import java.util.List;

import dev.headway.Printable;

/**
 * Makes text of files, names and messages inert in Markdown. It is only ever in code,
 * where GitHub and GitLab see no HTML, link, mention or reference, and it is
 * {@link Printable}. Each delimiter is longer than any run of backticks in the text.
 */
final class MarkdownText {

	private static final int SHORTEST_FENCE = 3;

	private static final String TAB = "    ";

	private MarkdownText() {
	}

	/**
	 * Write text as a code span.
	 * @param text the text
	 * @param longest how much of it to show
	 * @return the code span
	 */
	static String span(String text, int longest) {
		String line = cut(Printable.line(text), longest);
		String delimiter = "`".repeat(longestRun(line) + 1);
		boolean padded = line.isBlank() || line.startsWith("`") || line.endsWith("`")
				|| (line.startsWith(" ") && line.endsWith(" "));
		return delimiter + (padded ? " " + line + " " : line) + delimiter;
	}

	/**
	 * Write text as code in an HTML element of ours, as a code span would not be one
	 * there.
	 * @param text the text
	 * @param longest how much of it to show
	 * @return the element
	 */
	static String element(String text, int longest) {
		String line = cut(Printable.line(text), longest);
		return "<code>%s</code>".formatted(line.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;"));
	}

	/**
	 * Write lines as a fenced code block.
	 * @param language its language
	 * @param lines the lines, which are printable
	 * @return the lines with the fences
	 */
	static List<String> fenced(String language, List<String> lines) {
		int run = lines.stream().mapToInt(MarkdownText::longestRun).max().orElse(0);
		String fence = "`".repeat(Math.max(SHORTEST_FENCE, run + 1));
		List<String> fenced = new ArrayList<>(List.of(fence + language));
		fenced.addAll(lines);
		fenced.add(fence);
		return fenced;
	}

	/**
	 * Make a text of several lines printable.
	 * @param text the text
	 * @return its lines
	 */
	static List<String> lines(String text) {
		return text.lines().map((line) -> Printable.line(line.replace("\t", TAB))).toList();
	}

	/**
	 * Return how much of some lines fits into a fenced code block.
	 * @param lines the lines
	 * @param size how many characters the block may have, with fences and line ends
	 * @return the lines that fit, of which the last one may be cut off
	 */
	static List<String> fitting(List<String> lines, int size) {
		List<String> fitting = new ArrayList<>();
		int left = size;
		int longest = SHORTEST_FENCE - 1;
		for (String line : lines) {
			left -= MarkdownReport.LINE_END;
			int run = 0;
			for (int i = 0; i < line.length(); i++) {
				run = (line.charAt(i) == '`') ? run + 1 : 0;
				longest = Math.max(longest, run);
				if (left - (i + 1) < 2 * (longest + 1)) {
					fitting.add(cut(line, i));
					return fitting;
				}
			}
			left -= line.length();
			if (left < 2 * (longest + 1)) {
				return fitting;
			}
			fitting.add(line);
		}
		return fitting;
	}

	/**
	 * Cut text off, but not in the middle of a character.
	 */
	static String cut(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		boolean within = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
		return text.substring(0, within ? longest - 1 : longest);
	}

	private static int longestRun(String text) {
		int longest = 0;
		int run = 0;
		for (int i = 0; i < text.length(); i++) {
			run = (text.charAt(i) == '`') ? run + 1 : 0;
			longest = Math.max(longest, run);
		}
		return longest;
	}

}
