package dev.headway.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DynamicContainer;

import dev.headway.revision.Revision;

/**
 * Upgrades an empty schema, revision by revision, with the user's {@link Hook}s. At the
 * end, stock Flyway validates the result, and the JPA model has to match it.
 */
final class UpgradeGroup {

	private final TestSchemas schemas;

	private final History history;

	private final List<Hook> hooks;

	private final Optional<TestStep> model;

	UpgradeGroup(TestSchemas schemas, History history, TestSettings settings) {
		this.schemas = schemas;
		this.history = history;
		this.hooks = settings.hooks()
			.stream()
			.map((hook) -> new Hook(hook.before(), history.find(hook.revision()), hook.work()))
			.toList();
		this.model = ModelStep.of(settings);
	}

	DynamicContainer container() {
		List<TestStep> steps = new ArrayList<>();
		for (Revision revision : this.history.revisions()) {
			steps.add(TestStep.of(this.history.title(revision), (schema) -> upgrade(schema, revision.id())));
		}
		steps.add(TestStep.of("stock Flyway accepts the result", TestSchema::validateByFlyway));
		this.model.ifPresent(steps::add);
		return new TestSequence(this.schemas, steps).container("upgrade from empty");
	}

	private void upgrade(TestSchema schema, String id) throws Exception {
		runHooks(true, id, schema);
		schema.upgradeWithRepeatables(id);
		runHooks(false, id, schema);
	}

	private void runHooks(boolean before, String id, TestSchema schema) throws Exception {
		for (Hook hook : this.hooks) {
			if (hook.before() == before && hook.revision().equals(id)) {
				hook.run(schema);
			}
		}
	}

}
