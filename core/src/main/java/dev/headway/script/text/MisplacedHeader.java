package dev.headway.script.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
		BufferedReader lines = new BufferedReader(new InputStreamReader(script, StandardCharsets.ISO_8859_1));
		int number = 1;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			Matcher matcher = LINE.matcher(line);
			if (matcher.matches()) {
				HeaderValue value = HeaderValue.of(HeaderKey.REVISES, matcher.group("value").strip());
				if (value.fault() == null) {
					return Optional.of(new MisplacedHeader(number, value.names(), matcher.group("mark").endsWith("*")));
				}
			}
			number++;
		}
		return Optional.empty();
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
