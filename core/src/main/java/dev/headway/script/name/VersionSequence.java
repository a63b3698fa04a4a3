package dev.headway.script.name;

import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Chooses the next version of a project in the style of the highest one:
 * <ol>
 * <li>After a timestamp {@code yyyyMMddHHmmss}, it is the current time in UTC, or one
 * second later than the highest one if that is not in the past.</li>
 * <li>After any other version, its last part is one higher, with leading zeros that keep
 * its width.</li>
 * <li>The first version is {@code 1}.</li>
 * </ol>
 */
public final class VersionSequence {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withResolverStyle(ResolverStyle.STRICT);

	private static final int WIDTH_OF_TIME = 14;

	private final Clock clock;

	public VersionSequence(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return the version after the highest one.
	 * @param highest the highest version as written in the name of its file, {@code null}
	 * if there is none
	 * @return a higher version, as written in a name
	 */
	public String after(@Nullable String highest) {
		if (highest == null) {
			return Version.FIRST.text();
		}
		LocalDateTime time = timeOf(highest);
		return (time != null) ? after(time) : increment(highest);
	}

	private String after(LocalDateTime highest) {
		LocalDateTime now = LocalDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC).withNano(0);
		return TIME.format(now.isAfter(highest) ? now : highest.plusSeconds(1));
	}

	private static @Nullable LocalDateTime timeOf(String version) {
		try {
			return (version.length() == WIDTH_OF_TIME) ? LocalDateTime.parse(version, TIME) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static String increment(String version) {
		int start = Math.max(version.lastIndexOf('.'), version.lastIndexOf('_')) + 1;
		String last = version.substring(start);
		String next = new BigInteger(last).add(BigInteger.ONE).toString();
		return version.substring(0, start) + "0".repeat(Math.max(0, last.length() - next.length())) + next;
	}

}
