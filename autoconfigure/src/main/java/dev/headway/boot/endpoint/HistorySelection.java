package dev.headway.boot.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.RevisionState;

/**
 * The revisions of each history to list.
 *
 * @param state their state, or {@code null} for all states
 * @param offset the number of revisions to skip; if negative, counted from the end
 * @param limit the maximum number of revisions
 */
record HistorySelection(@Nullable RevisionState state, int offset, int limit) {

	static HistorySelection parse(@Nullable String state, @Nullable String offset, @Nullable String limit) {
		int most = number("limit", limit, Integer.MAX_VALUE);
		if (most < 0) {
			throw new MigrationsRequestException("limit", String.valueOf(limit), "0 or a positive integer");
		}
		return new HistorySelection(state(state), number("offset", offset, 0), most);
	}

	private static int number(String parameter, @Nullable String value, int otherwise) {
		try {
			return (value != null) ? Integer.parseInt(value.strip()) : otherwise;
		}
		catch (NumberFormatException ex) {
			throw new MigrationsRequestException(parameter, value, "an integer");
		}
	}

	private static @Nullable RevisionState state(@Nullable String value) {
		if (value == null) {
			return null;
		}
		return Arrays.stream(RevisionState.values())
			.filter((state) -> state.name().equals(value.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
			.findFirst()
			.orElseThrow(() -> new MigrationsRequestException("state", value, "one of " + states()));
	}

	private static String states() {
		return Arrays.stream(RevisionState.values()).map(RevisionState::name).collect(Collectors.joining(", "));
	}

	List<HistoryEntry> matching(List<HistoryEntry> history) {
		return (this.state != null) ? history.stream().filter((entry) -> entry.state() == this.state).toList()
				: history;
	}

	List<HistoryEntry> page(List<HistoryEntry> matching) {
		int size = matching.size();
		int from = (this.offset < 0) ? Math.max(0, size + this.offset) : Math.min(this.offset, size);
		return matching.subList(from, from + Math.min(this.limit, size - from));
	}

}
