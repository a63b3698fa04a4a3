package dev.headway.schema.element;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Column}.
 */
class ColumnTests {

	private static final ObjectName USERS = new ObjectName("app", "users");

	@Test
	void definitionHasAllProperties() {
		Column column = new Column(USERS, "name", "varchar(20)", false, "'x'", "invisible", "C", "why");
		assertThat(column.label()).isEqualTo("column app.users.name");
		assertThat(column.definition()).isEqualTo("varchar(20) not null default 'x' invisible collate C comment 'why'");
	}

	@Test
	void definitionWhenThereIsOnlyATypeIsTheType() {
		assertThat(new Column(USERS, "name", "text", true, null, null, null, "").definition()).isEqualTo("text");
	}

	@Test
	void identityDoesNotDependOnTheDefinition() {
		assertThat(new Column(USERS, "a", "int", true, null, null, null, null).identity())
			.isEqualTo(new Column(USERS, "a", "text", false, "'x'", null, null, null).identity())
			.isNotEqualTo(new Column(USERS, "b", "int", true, null, null, null, null).identity());
	}

}
