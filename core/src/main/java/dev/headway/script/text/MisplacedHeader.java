package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code revises} line that is not read as part of the {@link Header}, because it is in
 * a block comment or below a statement.
 *
 * @param line its number in the script, counted from one
 * @param parents what it names
 * @param block whether it is in a block comment
 */
public record MisplacedHeader(int line, List<String> parents, boolean block) {

	private static final Pattern LINE = Pattern.compile("\\s*(?<mark>--|#|/?\\*)[-#*\\s]*revises\\s*:(?<value>[^*]*).*",
			Pattern.CASE_INSENSITIVE);

	private static final int BLOCK = 8 * 1024;

	public MisplacedHeader {
		parents = List.copyOf(parents);
	}

	/**
	 * Look for such a line in a script that has no {@code revises} header.
	 * @param script the script
	 * @return the first such line, empty if there is none
	 * @throws IOException if reading fails
	 */
	public static Optional<MisplacedHeader> find(InputStream script) throws IOException {
		Reader characters = new InputStreamReader(script, StandardCharsets.ISO_8859_1);
		StringBuilder line = new StringBuilder();
		int number = 1;
		char last = 0;
		char[] block = new char[BLOCK];
		for (int length = characters.read(block); length >= 0; length = characters.read(block)) {
			for (int i = 0; i < length; i++) {
				char character = block[i];
				if (character == '\n' || character == '\r') {
					Optional<MisplacedHeader> found = parse(line, number);
					if (found.isPresent()) {
						return found;
					}
					line.setLength(0);
					number += (character == '\n' && last == '\r') ? 0 : 1;
				}
				else if (line.length() <= HeaderReader.LONGEST_LINE) {
					line.append(character);
				}
				last = character;
			}
		}
		return parse(line, number);
	}

	private static Optional<MisplacedHeader> parse(CharSequence line, int number) {
		Matcher matcher = LINE.matcher(line);
		if (line.length() > HeaderReader.LONGEST_LINE || !matcher.matches()) {
			return Optional.empty();
		}
		HeaderValue value = HeaderValue.of(HeaderKey.REVISES, matcher.group("value").strip());
		return (value.fault() != null) ? Optional.empty()
				: Optional.of(new MisplacedHeader(number, value.names(), matcher.group("mark").endsWith("*")));
	}

	/**
	 * Return where the line is and what to do about it.
	 * @return the end of a sentence, without a period
	 */
	public String remedy() {
		return this.block
				? "line %d has one, but in a block comment: write '-- revises: %s' at the top".formatted(this.line,
						String.join(", ", this.parents))
				: "line %d has one, but below a statement: move it to the top".formatted(this.line);
	}

}
