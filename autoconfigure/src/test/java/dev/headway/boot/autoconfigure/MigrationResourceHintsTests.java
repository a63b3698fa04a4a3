package dev.headway.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationResourceHints}.
 */
class MigrationResourceHintsTests {

	@Test
	void processTakesScriptsOfEachLocationOnClassPath() {
		RuntimeHints hints = process("spring.flyway.locations=classpath:db/story, /db/{vendor}/, filesystem:/srv/db");
		assertTaken(hints, "db/story/V1__a.sql", "db/story/sub/V2__b.sql", "db/h2/V3__c.sql");
		assertThat(RuntimeHintsPredicates.resource().forResource("srv/db/V4__d.sql")).rejects(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("other/V5__e.sql")).rejects(hints);
	}

	@Test
	void processWhenNoLocationIsSetLeavesItToBoot() {
		RuntimeHints hints = process("spring.flyway.enabled=true");
		assertThat(RuntimeHintsPredicates.resource().forResource("db/story/V1__a.sql")).rejects(hints);
	}

	private static void assertTaken(RuntimeHints hints, String... resources) {
		for (String resource : resources) {
			assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
		}
	}

	private static RuntimeHints process(String property) {
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("dev.headway", "Test")), new InMemoryGeneratedFiles());
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(property).applyTo(context);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		return generation.getRuntimeHints();
	}

}
