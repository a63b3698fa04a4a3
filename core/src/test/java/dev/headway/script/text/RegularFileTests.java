package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RegularFile}.
 */
@Timeout(20)
class RegularFileTests {

	@TempDir
	private Path folder;

	@Test
	void openFollowsLinksToRegularFiles() throws IOException {
		Path outside = Files.writeString(Files.createDirectory(this.folder.resolve("out")).resolve("a"), "x");
		Path link = Files.createSymbolicLink(this.folder.resolve("first"), Path.of("out", "a"));
		Path second = Files.createSymbolicLink(this.folder.resolve("second"), link);
		assertThat(RegularFile.text(outside)).isEqualTo("x");
		assertThat(RegularFile.text(second)).isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/environ",
			"/proc/self/root/proc/self/cmdline", "/proc/kmsg", "/proc/kcore", "/sys/kernel/uevent_seqnum", "/etc" })
	void openWhenALinkLeadsToSomethingElseIsRefused(String target) throws IOException {
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), Path.of(target));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RegularFile.open(link));
	}

	@Test
	void openWhenAPipeIsRefused() throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RegularFile.open(pipe))
			.withMessage(pipe + ": not a regular file");
	}

	@Test
	void openWhenASocketIsRefused() throws IOException {
		Path socket = this.folder.resolve("s");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RegularFile.open(socket))
				.withMessage(socket + ": not a regular file");
		}
	}

	@Test
	void openWhenALinkLeadsNowhereSaysSo() throws IOException {
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), Path.of("none"));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> RegularFile.open(link));
	}

	@Test
	void openUnlinkedWhenALinkIsRefused() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "x");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), file);
		try (InputStream bytes = RegularFile.openUnlinked(file)) {
			assertThat(bytes).hasContent("x");
		}
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RegularFile.openUnlinked(link))
			.withMessage(link + ": a link, which is not followed");
	}

	@Test
	void isOutsideTellsWhereAFileReallyIs() throws IOException {
		Path inside = Files.createDirectories(this.folder.resolve("in/sub"));
		Path outside = Files.createDirectory(this.folder.resolve("out"));
		Files.writeString(inside.resolve("file"), "x");
		Files.writeString(outside.resolve("file"), "x");
		Path location = Files.createSymbolicLink(this.folder.resolve("location"), Path.of("in"));
		Files.createSymbolicLink(inside.resolve("near"), Path.of("file"));
		Files.createSymbolicLink(inside.resolve("far"), Path.of("..", "..", "out"));
		List<Path> folders = List.of(this.folder.resolve("none"), location);
		assertThat(RegularFile.isOutside(location.resolve("sub/file"), folders)).isFalse();
		assertThat(RegularFile.isOutside(location.resolve("sub/near"), folders)).isFalse();
		assertThat(RegularFile.isOutside(location.resolve("sub/far/file"), folders)).isTrue();
		assertThat(RegularFile.isOutside(location.resolve("sub/none"), folders)).isTrue();
	}

}
