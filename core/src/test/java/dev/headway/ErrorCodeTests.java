package dev.headway;

import org.junit.jupiter.api.Test;

import dev.headway.revision.RevisionError;
import dev.headway.script.file.EditError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorCode}.
 */
class ErrorCodeTests {

	@Test
	void codeIsTheNameInCamelCase() {
		assertThat(RevisionError.CYCLE.code()).isEqualTo("Cycle");
		assertThat(RevisionError.NOT_A_HEAD.code()).isEqualTo("NotAHead");
		assertThat(RevisionError.NOT_MEMBER_OF_BRANCH.code()).isEqualTo("NotMemberOfBranch");
		assertThat(EditError.HEAD_FILE.code()).isEqualTo("HeadFile");
	}

}
