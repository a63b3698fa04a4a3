package dev.headway.sample;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The repackaged jar with the index of its migrations, or with one that is stale.
 */
class SampleIndexIT {

	private static final String STORY = "BOOT-INF/classes/db/story/";

	private static final String INDEX = STORY + "headway.index";

	private static final String SCRIPT = STORY + "V2__add_password_hashes.sql";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void headsWhenScriptCannotBeReadNeedsItNot() throws Exception {
		Path jar = damaged(copy());
		assertThat(heads(jar)).isEqualTo("4 (head)\n(exit 0)");
		delete(jar, INDEX);
		assertThat(heads(jar)).contains("V2__add_password_hashes.sql' cannot be read").endsWith("(exit 4)");
	}

	@Test
	void startWhenIndexFitsTellsSo() throws Exception {
		try (SampleProcess sample = SampleProcess.start(this.folder, "--logging.level.dev.headway=debug")) {
			sample.address();
			assertThat(sample.output()).contains("db/story/headway.index spares reading 6 scripts",
					"db/merge/headway.index spares reading 2 scripts");
		}
	}

	@Test
	void startWhenScriptWasEditedInTheJarWarnsAndReads() throws Exception {
		Path jar = copy();
		write(jar, SCRIPT, "-- revises: 99\nselect 1;");
		try (SampleProcess sample = SampleProcess.start(this.folder, jar, "--headway.on-problem=fail")) {
			assertThat(sample.exitCode()).isNotZero();
			assertThat(sample.output().lines()).filteredOn((line) -> line.contains("WARN"))
				.filteredOn((line) -> line.contains("headway.index"))
				.singleElement()
				.asString()
				.contains("db/story/headway.index", "'V2__add_password_hashes.sql' has", "db index");
			assertThat(sample.output()).contains("MISSING_PARENT", "99");
		}
	}

	private String heads(Path jar) throws Exception {
		try (SampleProcess sample = SampleProcess.start(this.folder, jar, "db", "heads")) {
			int code = sample.exitCode();
			return "%s(exit %d)".formatted(sample.output(), code);
		}
	}

	private Path copy() throws IOException {
		return Files.copy(SampleProcess.jar(), this.folder.resolve("copy.jar"));
	}

	private static void delete(Path jar, String name) throws IOException {
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			Files.delete(files.getPath(name));
		}
	}

	private static void write(Path jar, String name, String content) throws IOException {
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			Files.writeString(files.getPath(name), content);
		}
	}

	/**
	 * Spoil the bytes of a script and leave what the directory of the archive says of it.
	 */
	private static Path damaged(Path jar) throws IOException {
		byte[] content = Files.readAllBytes(jar);
		byte[] name = SCRIPT.getBytes(StandardCharsets.UTF_8);
		int start = new String(content, StandardCharsets.ISO_8859_1).indexOf(SCRIPT) + name.length;
		try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
			file.seek(start);
			byte[] garbage = new byte[40];
			Arrays.fill(garbage, (byte) 0xff);
			file.write(garbage);
		}
		return jar;
	}

}
