package dev.headway.schema.element;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectName}.
 */
class ObjectNameTests {

	@Test
	void toStringHasTheSchemaIfThereAreSeveral() {
		assertThat(ObjectName.of("users")).hasToString("users");
		assertThat(new ObjectName("app", "users")).hasToString("app.users");
	}

}
