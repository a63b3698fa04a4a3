package dev.headway.schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotScopeTests {

	@ParameterizedTest
	@CsvSource({ "users, users, true", "users, USERS, true", "users, users2, false", "users, my_users, false",
			"HTE_*, hte_users, true", "*_tmp, users_tmp, true", "a*z, abz, true", "a*z, abzc, false",
			"us.rs, users, false", "*, anything, true" })
	void exclusionMatchesNames(String excluded, String table, boolean matches) {
		SnapshotScope scope = SnapshotScope.currentSchema().without("other", excluded);
		assertThat(scope.exclusion().matcher(table).matches()).isEqualTo(matches);
	}

	@Test
	void exclusionOfNothingMatchesNoName() {
		assertThat(SnapshotScope.currentSchema().exclusion().matcher("users").matches()).isFalse();
	}

	@Test
	void withoutHistoryLeavesOutTheTableAndItsCompanion() {
		assertThat(SnapshotScope.ofSchemas("a", "b").withoutHistory("h"))
			.isEqualTo(SnapshotScope.ofSchemas("a", "b").without("h", "h_graph"));
		assertThat(SnapshotScope.currentSchema().withoutHistory("h").excludedTables()).containsExactly("h", "h_graph");
	}

}
