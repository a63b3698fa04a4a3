package dev.headway.command;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.edit.RebaseRequest;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;

/**
 * Moves one branch of the history onto another head.
 */
@Command(name = "rebase",
		description = { "Move a branch onto another head, so that the history is linear.",
				"Files of the target branch stay; others get new headers and versions as needed.",
				"Rebase your own branch, not one that others have applied." })
final class RebaseCommand extends DbSubcommand {

	@Parameters(arity = "0..*", paramLabel = "REVISION",
			description = "Revisions or files to move, if Git cannot tell.")
	private List<String> revisions = List.of();

	@Option(names = "--onto", paramLabel = "REVISION",
			description = "Head to move them onto; the only other one by default.")
	private @Nullable String onto;

	@Option(names = "--against", paramLabel = "REF", description = "Branch whose files stay; origin/HEAD by default.")
	private @Nullable String against;

	@Option(names = { "-n", "--dry-run" }, description = "Show the changes without writing them.")
	private boolean dryRun;

	@Option(names = "--downgrade", description = "In an application: first undo what was applied.")
	private boolean downgrade;

	@Option(names = "--abort", description = "Restore files that a killed command left half edited.")
	private boolean abort;

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	RebaseCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		FileChangeApplier edit = new FileChangeApplier(invocation());
		if (this.abort) {
			List<String> restored = edit.abort();
			if (invocation().json()) {
				answer(Map.of("restored", restored));
			}
			return ExitCode.FINE;
		}
		TargetBranch target = invocation().target(this.against, this.revisions).orElse(null);
		FileChanges changes = this.versions.folder(invocation())
			.rebase(new RebaseRequest(this.revisions, this.onto, target));
		List<String> undone = rebase(edit, changes);
		if (invocation().json()) {
			Map<String, Object> values = new LinkedHashMap<>(Map.of("written", !this.dryRun));
			values.putAll(edit.describe(changes));
			values.put("undone", undone);
			answer(values);
		}
		return ExitCode.FINE;
	}

	private List<String> rebase(FileChangeApplier edit, FileChanges changes) {
		if (this.dryRun) {
			edit.print(changes);
			invocation().out().println("Nothing was written.");
			return List.of();
		}
		List<String> undone = (this.downgrade && invocation().hasService()) ? undoApplied(changes) : List.of();
		edit.apply(changes);
		return undone;
	}

	/**
	 * Undo what the database has applied of the branch before its files change, but not
	 * what stays under another version. Otherwise the next upgrade records its new
	 * versions.
	 */
	private List<String> undoApplied(FileChanges changes) {
		MigrationService service = invocation().service();
		MigrationState state = service.state();
		Set<String> applied = applied(state, changes);
		if (applied.isEmpty()) {
			return List.of();
		}
		RevisionGraph graph = invocation().revisions().graph();
		String target = new MigrationPlanner(graph).targetUndoing(state.applied(graph), applied)
			.orElseThrow(() -> new CommandException(ExitCode.FAILED,
					"The database has applied %s, which cannot be undone without undoing other revisions. Run 'db downgrade' with the revision where the branches separate, then try again."
						.formatted(String.join(", ", applied))));
		invocation().expect((before) -> applied.size());
		DowngradeResult result = service.downgrade(target);
		new ResultPrinter(invocation(), result.state()).downgraded(result.undone());
		return result.undone();
	}

	private static Set<String> applied(MigrationState state, FileChanges changes) {
		Set<String> names = changes.changes()
			.stream()
			.filter((change) -> !(change instanceof FileChange.Create || change instanceof FileChange.Delete))
			.map((change) -> change.path().toFile().getName())
			.collect(Collectors.toSet());
		return state.history()
			.stream()
			.filter((entry) -> entry.state().isApplied() && names.contains(new File(entry.script()).getName()))
			.map(HistoryEntry::version)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
