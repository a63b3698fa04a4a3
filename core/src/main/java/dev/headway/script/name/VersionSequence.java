package dev.headway.script.name;

import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.revision.Version;

/**
 * Continues the versions of a project in the style of the highest one. Each version is
 * higher than all before it.
 * <ol>
 * <li>A date, or a date and time, becomes the current one in UTC, in the same format,
 * such as {@code 2026.02.19_14.05} or {@code 20260219140500}. What follows it, such as a
 * counter, becomes what follows it in the first version of the same date.</li>
 * <li>If that is not higher, a counter that follows the date is increased, a time becomes
 * one unit later, and a date gets a counter.</li>
 * <li>In other versions the last part that differs among the three highest is increased,
 * so that {@code 1.135.0} and {@code 1.136.0} continue with {@code 1.137.0}. Leading
 * zeros keep its width.</li>
 * <li>The first version is {@code 1}.</li>
 * </ol>
 * With a {@link VersionStyle}, the next version is the current time, if that is higher,
 * or one that is counted.
 */
public final class VersionSequence {

	private static final Pattern DATE = Pattern.compile("""
			(?<![0-9]) (19|2[01])[0-9]{2} [._]? (0[1-9]|1[0-2]) [._]? (0[1-9]|[12][0-9]|3[01])
			( [._]? ([01][0-9]|2[0-3]) [._]? [0-5][0-9] ( [._]? [0-5][0-9] ([0-9]{3})? )? )?
			( (?![0-9]) | (?<=(?<![0-9])[0-9]{8}) (?=[0-9]{1,3}(?![0-9])) )""", Pattern.COMMENTS);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS")
		.withResolverStyle(ResolverStyle.LENIENT);

	private static final Pattern PART = Pattern.compile("[0-9]+");

	private static final int COMPARED = 3;

	private final Clock clock;

	private final @Nullable VersionStyle style;

	private final NavigableMap<Version, String> versions = new TreeMap<>();

	private final Set<Version> reserved;

	/**
	 * Create a sequence.
	 * @param clock the clock, of which only the instant counts
	 * @param style the style of the new versions, {@code null} for that of the highest
	 * one
	 * @param versions all existing versions as written in the names of files
	 * @param reserved versions to skip
	 */
	public VersionSequence(Clock clock, @Nullable VersionStyle style, Collection<String> versions,
			Set<Version> reserved) {
		this.clock = clock;
		this.style = style;
		this.reserved = Set.copyOf(reserved);
		versions.forEach(this::add);
	}

	/**
	 * Return the next version.
	 * @return the version as written in a name
	 */
	public String next() {
		String next = candidate();
		while (this.reserved.contains(parse(next))) {
			next = candidate();
		}
		return next;
	}

	private String candidate() {
		String time = TIME.format(now()).substring(0, 14);
		String next = (this.style == VersionStyle.TIMESTAMP && isHigher(time)) ? time
				: this.versions.isEmpty() ? Version.FIRST.text() : after(this.versions.lastEntry().getValue());
		add(next);
		return next;
	}

	private void add(String version) {
		this.versions.putIfAbsent(parse(version), version);
	}

	private String after(String highest) {
		Matcher date = DATE.matcher(highest);
		if (this.style == VersionStyle.SEQUENTIAL || !date.find()) {
			return count(highest);
		}
		String current = highest.substring(0, date.start()) + format(date.group(), now())
				+ afterDate(highest.substring(0, date.end()));
		return isHigher(current) ? current : later(highest, date);
	}

	private LocalDateTime now() {
		return LocalDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	private boolean isHigher(String version) {
		return this.versions.isEmpty() || parse(version).compareTo(this.versions.lastKey()) > 0;
	}

	/**
	 * What follows a date in the first version that begins with it.
	 */
	private String afterDate(String beginning) {
		return this.versions.values()
			.stream()
			.filter((version) -> version.startsWith(beginning))
			.map((version) -> version.substring(beginning.length()))
			.findFirst()
			.orElseThrow();
	}

	private static String later(String highest, Matcher date) {
		if (date.end() < highest.length()) {
			return increase(highest, parts(highest).size() - 1);
		}
		String digits = date.group().replaceAll("[._]", "");
		ChronoUnit unit = switch (digits.length()) {
			case 8 -> ChronoUnit.DAYS;
			case 12 -> ChronoUnit.MINUTES;
			case 14 -> ChronoUnit.SECONDS;
			default -> ChronoUnit.MILLIS;
		};
		if (unit == ChronoUnit.DAYS) {
			return highest + (highest.contains(".") ? '.' : '_') + Version.FIRST;
		}
		LocalDateTime time = LocalDateTime.parse(digits + "0".repeat(17 - digits.length()), TIME);
		return highest.substring(0, date.start()) + format(date.group(), time.plus(1, unit));
	}

	/**
	 * Format a time with the digits and separators of another one.
	 */
	private static String format(String other, LocalDateTime time) {
		StringBuilder text = new StringBuilder(TIME.format(time));
		for (int i = 0; i < other.length(); i++) {
			if (!Character.isDigit(other.charAt(i))) {
				text.insert(i, other.charAt(i));
			}
		}
		text.setLength(other.length());
		return text.toString();
	}

	private String count(String highest) {
		int last = parts(highest).size() - 1;
		List<List<String>> compared = this.versions.descendingMap()
			.values()
			.stream()
			.limit(COMPARED)
			.map(VersionSequence::parts)
			.filter((parts) -> parts.size() == last + 1)
			.toList();
		int part = last;
		while (part > 0 && compared.size() > 1 && isSame(compared, part)) {
			part--;
		}
		return increase(highest, part);
	}

	private static boolean isSame(List<List<String>> versions, int part) {
		return versions.stream().map((parts) -> parts.get(part)).distinct().count() == 1;
	}

	private static String increase(String version, int part) {
		Matcher number = PART.matcher(version);
		for (int i = 0; i <= part; i++) {
			number.find();
		}
		String next = new BigInteger(number.group()).add(BigInteger.ONE).toString();
		String zeros = "0".repeat(Math.max(0, number.group().length() - next.length()));
		return version.substring(0, number.start()) + zeros + next + version.substring(number.end());
	}

	private static List<String> parts(String version) {
		return List.of(version.split("[._]"));
	}

	private static Version parse(String version) {
		return Version.parse(version)
			.orElseThrow(() -> new HeadwayException(
					"The next version would be '%s', but versions have at most %d characters. Specify a shorter one that is higher than all others."
						.formatted(version, Version.LONGEST)));
	}

}
