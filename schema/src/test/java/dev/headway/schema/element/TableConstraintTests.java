package dev.headway.schema.element;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableConstraint}.
 */
class TableConstraintTests {

	private static final ObjectName USERS = ObjectName.of("users");

	@Test
	void labelAndDefinitionDescribeIt() {
		TableConstraint index = constraint(ElementKind.INDEX, "by_email", false, "email desc", "id");
		assertThat(index.label()).isEqualTo("index by_email on users");
		assertThat(index.definition()).isEqualTo("(email desc, id)");
		assertThat(new TableConstraint(ElementKind.INDEX, USERS, index.name(), List.of("email"), "unique using hash")
			.definition()).isEqualTo("(email) unique using hash");
	}

	@ParameterizedTest
	@EnumSource(names = { "UNIQUE_CONSTRAINT", "CHECK_CONSTRAINT", "INDEX" })
	void identityWhenNameIsGivenIsTheName(ElementKind kind) {
		assertThat(constraint(kind, "mine", false, "a").identity())
			.isEqualTo(constraint(kind, "mine", false, "b").identity())
			.isNotEqualTo(constraint(kind, "yours", false, "a").identity());
	}

	@ParameterizedTest
	@EnumSource(names = { "UNIQUE_CONSTRAINT", "CHECK_CONSTRAINT", "INDEX" })
	void identityWhenDatabaseChoseTheNameIsItsTerms(ElementKind kind) {
		assertThat(constraint(kind, "c1", true, "a", "b").identity())
			.isEqualTo(constraint(kind, "c2", true, "a", "b").identity())
			.isNotEqualTo(constraint(kind, "c1", true, "b", "a").identity())
			.isNotEqualTo(constraint(kind, "c1", false, "a", "b").identity());
	}

	@Test
	void identityOfPrimaryKeyIsItsTable() {
		assertThat(constraint(ElementKind.PRIMARY_KEY, "users_pkey", true, "a").identity())
			.isEqualTo(constraint(ElementKind.PRIMARY_KEY, "mine", false, "b").identity())
			.isEqualTo("primary key on users");
	}

	@Test
	void equalsComparesKindTermsAndProperties() {
		TableConstraint unique = constraint(ElementKind.UNIQUE_CONSTRAINT, "c1", true, "a");
		assertThat(unique).isEqualTo(constraint(ElementKind.UNIQUE_CONSTRAINT, "c2", true, "a"))
			.isNotEqualTo(constraint(ElementKind.INDEX, "c1", true, "a"))
			.isNotEqualTo(constraint(ElementKind.UNIQUE_CONSTRAINT, "c1", true, "b"))
			.isNotEqualTo(new TableConstraint(unique.kind(), USERS, unique.name(), List.of("a"), "deferrable"));
	}

	@Test
	void termsAreCopied() {
		List<String> terms = new ArrayList<>(List.of("a"));
		TableConstraint index = new TableConstraint(ElementKind.INDEX, USERS, new ElementName("i", false), terms, "");
		terms.add("b");
		assertThat(index.terms()).containsExactly("a");
	}

	private static TableConstraint constraint(ElementKind kind, String name, boolean systemMade, String... terms) {
		return new TableConstraint(kind, USERS, new ElementName(name, systemMade), List.of(terms), "");
	}

}
