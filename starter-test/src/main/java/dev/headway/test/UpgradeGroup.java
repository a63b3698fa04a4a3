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

	private final Ground ground;

	private final History history;

	private final List<Hook> before;

	private final List<Hook> after;

	UpgradeGroup(Ground ground, History history, Settings settings) {
		this.ground = ground;
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
		List<Step> steps = new ArrayList<>();
		for (Revision revision : this.history.revisions()) {
			steps.add(Step.of(this.history.title(revision), (workspace) -> upgrade(workspace, revision.id())));
		}
		steps.add(Step.of("stock Flyway accepts the result", UpgradeGroup::validate));
		return new Sequence(this.ground, steps).container("upgrade from empty");
	}

	private void upgrade(Workspace workspace, String id) throws Exception {
		run(this.before, id, workspace);
		workspace.upgradeWithRepeatables(id);
		run(this.after, id, workspace);
	}

	private static void run(List<Hook> hooks, String id, Workspace workspace) throws Exception {
		for (Hook hook : hooks) {
			if (hook.revision().equals(id)) {
				hook.run(workspace);
			}
		}
	}

	private static void validate(Workspace workspace) {
		List<String> pending = workspace.validateByFlyway();
		if (!pending.isEmpty()) {
			throw new AssertionFailedError("Stock Flyway would still run " + String.join(", ", pending));
		}
	}

}
