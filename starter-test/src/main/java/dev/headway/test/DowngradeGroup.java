package dev.headway.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import dev.headway.revision.Revision;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.script.Script;

/**
 * Upgrades, undoes and upgrades again each revision above the floor, and compares the
 * schema.
 */
final class DowngradeGroup {

	private final TestSchemas schemas;

	private final History history;

	private final @Nullable String floor;

	private final boolean required;

	DowngradeGroup(TestSchemas schemas, History history, TestSettings settings) {
		this.schemas = schemas;
		this.history = history;
		this.floor = (settings.floor() != null) ? history.find(settings.floor()) : null;
		this.required = settings.requireDowngrade();
	}

	Optional<DynamicContainer> container() {
		List<TestStep> steps = new ArrayList<>();
		Set<String> below = below();
		for (Revision revision : this.history.revisions()) {
			if (!below.contains(revision.id())) {
				steps.add(step(revision, steps.isEmpty() ? this.floor : null));
			}
		}
		return steps.isEmpty() ? Optional.empty()
				: Optional.of(new TestSequence(this.schemas, steps).container("upgrade, downgrade, upgrade"));
	}

	private Set<String> below() {
		if (this.floor == null) {
			return Set.of();
		}
		Set<String> below = new HashSet<>(this.history.graph().ancestors(this.floor));
		below.add(this.floor);
		return below;
	}

	private TestStep step(Revision revision, @Nullable String start) {
		Script undo = this.history.isBaseline(revision) ? null : this.history.undo(revision).orElse(null);
		String title = this.history.title(revision);
		TestSchema.Work work = (undo != null) ? (workspace) -> thereAndBack(workspace, revision, undo)
				: (workspace) -> workspace.upgrade(revision.id());
		return new TestStep(title, (workspace) -> {
			if (start != null) {
				workspace.upgrade(start);
			}
			work.run(workspace);
		}, (undo != null) ? () -> {
		} : irreversible(revision));
	}

	private Executable irreversible(Revision revision) {
		String name = this.history.scriptName(revision);
		String reason = "%s is irreversible: %s".formatted(revision.id(),
				this.history.isBaseline(revision) ? name + " is a baseline" : "there is no undo script beside " + name);
		return () -> {
			if (this.required) {
				throw new AssertionFailedError(reason
						+ ". Write one (an empty one, if there is nothing to undo), or raise 'minimumDowngrade'.");
			}
			throw new TestAbortedException(reason);
		};
	}

	private static void thereAndBack(TestSchema workspace, Revision revision, Script undo) {
		String id = revision.id();
		SchemaSnapshot before = workspace.snapshot();
		workspace.upgrade(id);
		SchemaSnapshot after = workspace.snapshot();
		workspace.undo(id, revision.parents().isEmpty() ? "base" : revision.parents().get(0));
		Failures.requireSame("%s does not undo %s: '+' was left behind, '-' is missing now, '~' is not as it was"
			.formatted(undo.name(), id), before, workspace.snapshot());
		workspace.upgrade(id);
		Failures.requireSame(
				"The second upgrade to %s did not end like the first: '+' is new, '-' is missing, '~' is not the same"
					.formatted(id),
				after, workspace.snapshot());
	}

}
