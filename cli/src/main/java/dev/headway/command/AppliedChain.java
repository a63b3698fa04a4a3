package dev.headway.command;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.Outcome;
import dev.headway.command.invocation.StepCount;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;

/**
 * Those revisions of a branch that is about to be rebased which the database has applied.
 * They must be undone before their files change.
 */
final class AppliedChain {

	private final Invocation invocation;

	private final MigrationService service;

	private final MigrationState state;

	private final Set<String> chain = new LinkedHashSet<>();

	AppliedChain(Invocation invocation, FileChanges changes) {
		this.invocation = invocation;
		this.service = invocation.service();
		this.state = this.service.state();
		Set<String> names = changes.changes()
			.stream()
			.filter((change) -> !(change instanceof FileChange.Create))
			.map((change) -> Optional.ofNullable(change.path().getFileName()).map(Path::toString).orElse(""))
			.collect(Collectors.toSet());
		this.state.history()
			.stream()
			.filter((entry) -> StepCount.isApplied(entry) && names.contains(filename(entry)))
			.forEach((entry) -> this.chain.add(entry.version()));
	}

	/**
	 * Undo what is applied, or refuse.
	 * @param downgrade whether to undo it
	 */
	void release(boolean downgrade) {
		if (this.chain.isEmpty()) {
			return;
		}
		String target = target().orElseThrow(() -> new CommandException(ExitCode.FAILED,
				"The database has applied %s, which cannot be undone without undoing more. Downgrade it with 'db downgrade' to where the branches part, and try again"
					.formatted(String.join(", ", this.chain))));
		if (!downgrade) {
			throw new CommandException(ExitCode.FAILED,
					"The database has applied %s. Run 'db downgrade %s' first, or add --downgrade to this command"
						.formatted(String.join(", ", this.chain), target));
		}
		this.invocation.expect((steps, before) -> this.chain.size());
		DowngradeResult result = this.service.downgrade(target);
		Outcome outcome = new Outcome(this.invocation, result.state());
		outcome.downgraded(result.undone());
	}

	/**
	 * The target of the downgrade that undoes these revisions and nothing else.
	 */
	private Optional<String> target() {
		RevisionGraph graph = this.invocation.revisions().graph();
		MigrationPlanner planner = new MigrationPlanner(graph);
		Set<String> applied = new StepCount(graph).applied(this.state);
		Stream<String> parents = graph.revisions()
			.stream()
			.filter((revision) -> this.chain.contains(revision.id()))
			.flatMap((revision) -> revision.parents().stream())
			.filter((parent) -> !this.chain.contains(parent));
		Stream<String> steps = this.chain.stream().map((id) -> "%s@-%d".formatted(id, this.chain.size()));
		return Stream.of(parents, steps, Stream.of("base"))
			.flatMap((targets) -> targets)
			.filter((target) -> undoes(planner, applied, target))
			.findFirst();
	}

	private boolean undoes(MigrationPlanner planner, Set<String> applied, String target) {
		try {
			MigrationPlan plan = planner.downgrade(applied, target);
			List<String> undone = plan.steps().stream().map((step) -> step.revision().id()).toList();
			return undone.size() == this.chain.size() && this.chain.containsAll(undone);
		}
		catch (RevisionException ex) {
			return false;
		}
	}

	private static String filename(HistoryEntry entry) {
		return entry.script().substring(entry.script().lastIndexOf('/') + 1);
	}

}
