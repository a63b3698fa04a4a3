package dev.headway.boot;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.headway.ProblemType;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Revision;

/**
 * States of the story: users, password hashes, avatars and their merge.
 */
public final class MigrationStates {

	public static final MigrationState UP_TO_DATE = new MigrationState(MigrationStatus.UP_TO_DATE, List.of("1"),
			List.of("1"), List.of(), null, List.of(),
			List.of(applied("1", "create users", List.of(), true, true, false)));

	public static final MigrationState PENDING = new MigrationState(MigrationStatus.PENDING, List.of("1"), List.of("2"),
			List.of("2"), null, List.of(), List.of(applied("1", "create users", List.of(), true, false, false),
					pending("2", "add password hashes", List.of("1"))));

	public static final MigrationState CONFLICT = new MigrationState(MigrationStatus.CONFLICT, List.of("1"),
			List.of("2", "3"), List.of("2", "3"),
			new HeadConflict(List.of("2", "3"), List.of("1"), List.of(),
					List.of("db merge 2 3", "db rebase 3 --onto 2")),
			List.of(new MigrationProblem(ProblemType.MULTIPLE_HEADS, "Two heads, 2 and 3, both revise 1.",
					List.of("V2__add_password_hashes.sql", "V3__add_avatars.sql"))),
			List.of(applied("1", "create users", List.of(), true, false, true),
					pending("2", "add password hashes", List.of("1")), pending("3", "add avatars", List.of("1"))));

	public static final MigrationState RUNNING = new MigrationState(PENDING.status(), PENDING.current(),
			PENDING.heads(), PENDING.pending(), null, List.of(), PENDING.history(),
			new Progress("2", 3, 12, Instant.parse("2026-01-31T12:00:00Z"), "a lock on users held by pid 77"));

	private MigrationStates() {
	}

	public static MigrationState of(MigrationStatus status, String... problems) {
		return new MigrationState(status, List.of("1"), List.of("1"), List.of(), null,
				List.of(problems)
					.stream()
					.map((text) -> new MigrationProblem(ProblemType.CYCLE, text, List.of()))
					.toList(),
				UP_TO_DATE.history());
	}

	public static HistoryEntry applied(String version, String description, List<String> revises, boolean current,
			boolean head, boolean branchPoint) {
		return entry(version, description, revises).state(RevisionState.APPLIED)
			.current(current)
			.head(head)
			.branchPoint(branchPoint)
			.installed(Instant.parse("2026-01-31T12:00:00Z"), "sa", 4)
			.build();
	}

	public static HistoryEntry pending(String version, String description, List<String> revises) {
		return entry(version, description, revises).head(true).build();
	}

	private static HistoryEntry.Builder entry(String version, String description, List<String> revises) {
		return HistoryEntry.of(new Revision(version, description, revises, List.of(), Set.of()),
				"V%s__%s.sql".formatted(version, description.replace(' ', '_')));
	}

}
