package dev.headway.schema.element;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForeignKey}.
 */
class ForeignKeyTests {

	@Test
	void definitionLeavesOutDefaultRules() {
		assertThat(key("author", false, ForeignKey.NO_ACTION, ForeignKey.NO_ACTION, "").definition())
			.isEqualTo("(user_id) references app.users (id)");
		assertThat(key("author", false, "cascade", "set null", "deferrable").definition())
			.isEqualTo("(user_id) references app.users (id) on update cascade on delete set null deferrable");
	}

	@Test
	void labelNamesTheTable() {
		assertThat(key("author", false, "cascade", "cascade", "").label()).isEqualTo("foreign key author on posts");
	}

	@Test
	void identityDoesNotDependOnTheRules() {
		assertThat(key("author", false, "cascade", "cascade", "").identity())
			.isEqualTo(key("author", false, "restrict", "restrict", "not valid").identity());
		assertThat(key("fk1", true, "cascade", "cascade", "").identity())
			.isEqualTo(key("fk2", true, "restrict", "restrict", "").identity())
			.isNotEqualTo(key("fk1", false, "cascade", "cascade", "").identity());
	}

	private static ForeignKey key(String name, boolean systemMade, String onUpdate, String onDelete,
			String properties) {
		return new ForeignKey(ObjectName.of("posts"), new ElementName(name, systemMade), List.of("user_id"),
				new ObjectName("app", "users"), List.of("id"), onUpdate, onDelete, properties);
	}

}
