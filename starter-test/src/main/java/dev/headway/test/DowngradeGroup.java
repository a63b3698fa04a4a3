package dev.headway.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
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
		Optional<Script> undo = this.history.isBaseline(revision) ? Optional.empty() : this.history.undo(revision);
		return new TestStep(this.history.title(revision), (schema) -> {
			if (start != null) {
				schema.upgrade(start);
			}
			if (undo.isPresent()) {
				upgradeTwice(schema, revision, undo.get().name());
			}
			else {
				schema.upgrade(revision.id());
			}
		}, () -> {
			if (undo.isEmpty()) {
				failIrreversible(revision);
			}
		});
	}

	private void failIrreversible(Revision revision) {
		boolean baseline = this.history.isBaseline(revision);
		String reason = "%s is irreversible: %s %s.".formatted(revision.id(), this.history.scriptName(revision),
				baseline ? "is a baseline" : "has no undo script");
		if (!this.required) {
			throw new TestAbortedException(reason);
		}
		throw new AssertionFailedError("%s %s minimumDowngrade(\"%s\").".formatted(reason,
				baseline ? "Call" : "Add one, which can be empty if there is nothing to undo, or call", revision.id()));
	}

	private void upgradeTwice(TestSchema schema, Revision revision, String undo) {
		String script = this.history.scriptName(revision);
		SchemaSnapshot before = schema.snapshot();
		schema.upgrade(revision.id());
		SchemaSnapshot after = schema.snapshot();
		schema.undo(revision.id(), revision.parents().isEmpty() ? "base" : revision.parents().get(0));
		Failures.requireSame("""
				%s does not restore the schema from before %s. Fix the undo script.
				'+' was left behind, '-' is missing, '~' is different:""".formatted(undo, script), before,
				schema.snapshot());
		schema.upgrade(revision.id());
		Failures.requireSame("""
				%s produces a different schema when it runs again after %s. Check the data that the undo script leaves.
				'+' is new, '-' is missing, '~' is different:""".formatted(script, undo), after, schema.snapshot());
	}

}
