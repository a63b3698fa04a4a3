package dev.headway.script.text;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileFailure}.
 */
class FileFailureTests {

	@ParameterizedTest
	@MethodSource("failures")
	void failureHasReasonAndDescription(Exception failure, String reason, String description) {
		assertThat(FileFailure.reason(failure)).isEqualTo(reason);
		assertThat(FileFailure.describe(failure)).isEqualTo(description);
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new AccessDeniedException("/a"), "access denied", "/a: access denied"),
				Arguments.of(new NoSuchFileException("/a", "/b", null), "no such file", "/a -> /b: no such file"),
				Arguments.of(new FileAlreadyExistsException("/a"), "it exists already", "/a: it exists already"),
				Arguments.of(new DirectoryNotEmptyException("/a"), "the folder is not empty",
						"/a: the folder is not empty"),
				Arguments.of(new FileSystemLoopException("/a"), "FileSystemLoopException",
						"/a: FileSystemLoopException"),
				Arguments.of(new FileSystemException("/a", null, "disk full"), "disk full", "/a: disk full"),
				Arguments.of(new MalformedInputException(1), "it is not valid in its encoding",
						"it is not valid in its encoding"),
				Arguments.of(new IOException("broken"), "broken", "broken"),
				Arguments.of(new IllegalStateException(), "IllegalStateException", "IllegalStateException"));
	}

}
