package dev.headway.testing.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A block of a page that shows output, with or without the commands that print it.
 *
 * @param line the number of its first line
 * @param lines what it shows
 */
public record DocumentedBlock(int line, List<String> lines) {

	private static final String PROMPT = "$ ";

	/** Fences of blocks with output; blocks in other languages are input. */
	private static final Pattern FENCE = Pattern.compile("( *)(`{3,})(?:console|text|json)?");

	private static final Pattern ANY_FENCE = Pattern.compile(" *(`{3,}).*");

	/**
	 * Find the blocks of a page.
	 * @param markdown the text of the page
	 * @return the blocks with output
	 */
	public static List<DocumentedBlock> of(String markdown) {
		List<DocumentedBlock> blocks = new ArrayList<>();
		List<String> lines = markdown.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			Matcher any = ANY_FENCE.matcher(lines.get(i));
			if (any.matches()) {
				int start = i + 1;
				i = start;
				while (!lines.get(i).strip().equals(any.group(1))) {
					i++;
				}
				Matcher fence = FENCE.matcher(lines.get(start - 1));
				if (fence.matches()) {
					int indent = fence.group(1).length();
					blocks.add(new DocumentedBlock(start + 1,
							lines.subList(start, i)
								.stream()
								.map((line) -> line.substring(Math.min(indent, line.length())))
								.toList()));
				}
			}
		}
		return blocks;
	}

	/**
	 * Return the first line, without a prompt.
	 * @return what names the block in the script that prepares it
	 */
	public String title() {
		return isSession() ? this.lines.get(0).substring(PROMPT.length()) : this.lines.get(0);
	}

	/**
	 * Return whether the block shows commands.
	 * @return whether it begins with a prompt
	 */
	public boolean isSession() {
		return this.lines.get(0).startsWith(PROMPT);
	}

	/**
	 * Return the commands with their outputs.
	 * @return the steps, one without a command if there is no prompt
	 */
	public List<Step> steps() {
		if (!isSession()) {
			return List.of(new Step("", this.lines));
		}
		List<Step> steps = new ArrayList<>();
		for (int i = 0; i < this.lines.size();) {
			StringBuilder command = new StringBuilder(this.lines.get(i++).substring(PROMPT.length()));
			while (command.toString().endsWith("\\")) {
				command.append('\n').append(this.lines.get(i++));
			}
			int start = i;
			while (i < this.lines.size() && !this.lines.get(i).startsWith(PROMPT)) {
				i++;
			}
			steps.add(new Step(command.toString(), this.lines.subList(start, i)));
		}
		return steps;
	}

	/**
	 * A command and what it prints.
	 *
	 * @param command the command, empty if it is not shown
	 * @param output its output; long lines may be wrapped, and {@code ...} stands for
	 * what is left out
	 */
	public record Step(String command, List<String> output) {

		/** What is different in every run. */
		private static final Pattern VARIABLE = Pattern.compile(
				"20\\d{12}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=edit-)\\d+|\\d+(?= ms\\b)|(?<=\"executionTimeMillis\": )\\d+");

		private static final String LEFT_OUT = "...";

		/**
		 * Return whether this is the beginning of what was printed, or all of it if there
		 * is a command. Git's output need not be shown.
		 * @param printed the lines that were printed
		 * @return whether they are the same
		 */
		public boolean shows(List<String> printed) {
			if (this.command.isEmpty()) {
				return Stream.iterate(0, (start) -> start + 1)
					.limit(printed.size() + 1L)
					.anyMatch((start) -> end(0, printed, start) >= 0);
			}
			int end = end(0, printed, 0);
			return (this.output.isEmpty() && this.command.startsWith("git "))
					|| (end >= 0 && String.join("", printed.subList(end, printed.size())).isEmpty());
		}

		/**
		 * Compare from a line on.
		 * @return the index of the first line that is not shown, negative if lines differ
		 */
		private int end(int shown, List<String> printed, int start) {
			if (shown == this.output.size()) {
				return start;
			}
			String line = this.output.get(shown);
			if (line.equals(LEFT_OUT)) {
				return Stream.iterate(start, (next) -> next + 1)
					.limit(printed.size() - start + 1L)
					.map((next) -> end(shown + 1, printed, next))
					.filter((end) -> end >= 0)
					.findFirst()
					.orElse(-1);
			}
			if (start == printed.size()) {
				return -1;
			}
			StringBuilder joined = new StringBuilder(line);
			for (int next = shown + 1;; next++) {
				int end = start + 1;
				while (end < printed.size() && joined.indexOf(" " + LEFT_OUT) >= 0
						&& !same(joined.toString(), String.join("\n", printed.subList(start, end)))) {
					end++;
				}
				if (same(joined.toString(), String.join("\n", printed.subList(start, end)))) {
					return end(next, printed, end);
				}
				if (next == this.output.size()) {
					return -1;
				}
				joined.append(' ').append(this.output.get(next).strip());
			}
		}

		private static boolean same(String shown, String printed) {
			String pattern = Stream.of(constant(shown).split(" \\.\\.\\.(?= |$)", -1))
				.map(Pattern::quote)
				.collect(Collectors.joining(" .*"));
			return Pattern.compile(pattern, Pattern.DOTALL).matcher(constant(printed)).matches();
		}

		private static String constant(String line) {
			return VARIABLE.matcher(line).replaceAll("X");
		}

	}

}
