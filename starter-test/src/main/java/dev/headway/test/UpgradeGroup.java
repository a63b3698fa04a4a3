package dev.headway.test;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DynamicContainer;
import org.opentest4j.AssertionFailedError;

import dev.headway.revision.Revision;

/**
 * Upgrades from empty, revision by revision, with data before and after; at last stock
 * Flyway looks at what came of it.
 */
final class UpgradeGroup {

	private final TestSchemas schemas;

	private final History history;

	private final List<Hook> before;

	private final List<Hook> after;

	UpgradeGroup(TestSchemas schemas, History history, TestSettings settings) {
		this.schemas = schemas;
		this.history = history;
		this.before = resolve(settings.before());
		this.after = resolve(settings.after());
	}

	private List<Hook> resolve(List<Hook> hooks) {
		return hooks.stream()
			.map((hook) -> new Hook(this.history.find(hook.revision()), hook.moment(), hook.work()))
			.toList();
	}

	DynamicContainer container() {
		List<TestStep> steps = new ArrayList<>();
		for (Revision revision : this.history.revisions()) {
			steps.add(TestStep.of(this.history.title(revision), (workspace) -> upgrade(workspace, revision.id())));
		}
		steps.add(TestStep.of("stock Flyway accepts the result", UpgradeGroup::validate));
		return new TestSequence(this.schemas, steps).container("upgrade from empty");
	}

	private void upgrade(TestSchema workspace, String id) throws Exception {
		run(this.before, id, workspace);
		workspace.upgradeWithRepeatables(id);
		run(this.after, id, workspace);
	}

	private static void run(List<Hook> hooks, String id, TestSchema workspace) throws Exception {
		for (Hook hook : hooks) {
			if (hook.revision().equals(id)) {
				hook.run(workspace);
			}
		}
	}

	private static void validate(TestSchema workspace) {
		List<String> pending = workspace.validateByFlyway();
		if (!pending.isEmpty()) {
			throw new AssertionFailedError("Stock Flyway would still run " + String.join(", ", pending));
		}
	}

}
