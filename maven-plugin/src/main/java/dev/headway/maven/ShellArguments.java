package dev.headway.maven;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.headway.ShellWord;

/**
 * Splits a line into words as a shell does, without expanding anything. It understands
 * all that {@link ShellWord} writes.
 */
final class ShellArguments {

	private static final Pattern PART = Pattern.compile(
			"(?<space>\\s+)|\\$'(?<ansi>(?:[^'\\\\]|\\\\.)*)'|'(?<single>[^']*)'"
					+ "|\"(?<twofold>(?:[^\"\\\\]|\\\\.)*)\"|\\\\(?<escaped>.)|(?<plain>[^\\s'\"\\\\])",
			Pattern.DOTALL);

	private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})|\\\\(.)|([^\\\\]+)", Pattern.DOTALL);

	private ShellArguments() {
	}

	/**
	 * Split a line.
	 * @param line the line
	 * @return its words
	 * @throws IllegalArgumentException if a quote has no end
	 */
	static List<String> split(String line) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean started = false;
		Matcher part = PART.matcher(line);
		int end = 0;
		while (part.find() && part.start() == end) {
			end = part.end();
			if (part.group("space") == null) {
				word.append(text(part));
				started = true;
			}
			else if (started) {
				words.add(word.toString());
				word.setLength(0);
				started = false;
			}
		}
		if (end < line.length()) {
			throw new IllegalArgumentException("'%s' has a quote without an end".formatted(line));
		}
		if (started) {
			words.add(word.toString());
		}
		return words;
	}

	private static String text(Matcher part) {
		if (part.group("ansi") != null) {
			return decode(part.group("ansi"));
		}
		if (part.group("single") != null) {
			return part.group("single");
		}
		if (part.group("twofold") != null) {
			return part.group("twofold").replaceAll("\\\\([\"\\\\$`])", "$1");
		}
		return (part.group("escaped") != null) ? part.group("escaped") : part.group("plain");
	}

	/**
	 * Decode bytes that are written as octal numbers.
	 */
	private static String decode(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		OCTAL.matcher(text).results().forEach((piece) -> bytes.writeBytes(bytes(piece)));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(MatchResult piece) {
		if (piece.group(1) != null) {
			return new byte[] { (byte) Integer.parseInt(piece.group(1), 8) };
		}
		return ((piece.group(2) != null) ? piece.group(2) : piece.group(3)).getBytes(StandardCharsets.UTF_8);
	}

}
