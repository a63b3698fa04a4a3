package dev.headway.script.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration in a header, as Spring Boot's properties have it: {@code 500ms},
 * {@code 10s}, {@code 2m}, or {@code 0}.
 */
public final class HeaderDuration {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|)", Pattern.CASE_INSENSITIVE);

	private HeaderDuration() {
	}

	/**
	 * Read a duration.
	 * @param text the text
	 * @return the duration, empty if the text is none
	 */
	public static Optional<Duration> parse(String text) {
		Matcher matcher = DURATION.matcher(text.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		long number = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
			case "ms" -> Optional.of(Duration.ofMillis(number));
			case "s" -> Optional.of(Duration.ofSeconds(number));
			case "m" -> Optional.of(Duration.ofMinutes(number));
			default -> (number == 0) ? Optional.of(Duration.ZERO) : Optional.empty();
		};
	}

}
