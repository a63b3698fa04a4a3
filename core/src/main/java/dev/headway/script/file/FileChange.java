package dev.headway.script.file;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A change to one file.
 */
public sealed interface FileChange {

	/**
	 * Return the file as it is before the change; what it will be, if it is created.
	 * @return the file
	 */
	Path path();

	/**
	 * Say in one line what was done, for people.
	 * @return the line, such as {@code Created V4__merge.sql}
	 */
	String text();

	/**
	 * A new file.
	 *
	 * @param path the file
	 * @param content what to write into it
	 * @param name its name, for people
	 */
	record Create(Path path, FileContent content, String name) implements FileChange {

		public Create(Path path, FileContent content) {
			this(path, content, String.valueOf(path.getFileName()));
		}

		@Override
		public String text() {
			return "Created " + this.name;
		}

	}

	/**
	 * A file that gets another name.
	 *
	 * @param from the file
	 * @param to its new name, in the same folder
	 */
	record Rename(Path from, Path to) implements FileChange {

		@Override
		public Path path() {
			return this.from;
		}

		@Override
		public String text() {
			return "Renamed %s to %s".formatted(this.from.getFileName(), this.to.getFileName());
		}

	}

	/**
	 * A file that gets another content.
	 *
	 * @param path the file
	 * @param before its content as it was read
	 * @param after its new content
	 */
	record Rewrite(Path path, FileContent before, FileContent after) implements FileChange {

		@Override
		public String text() {
			List<String> old = this.before.lines();
			List<String> lines = this.after.lines();
			String written = IntStream.range(0, lines.size())
				.filter((line) -> line >= old.size() || !lines.get(line).equals(old.get(line)))
				.mapToObj(lines::get)
				.findFirst()
				.orElse("");
			return "Wrote '%s' into %s".formatted(written.replace("\ufeff", "").strip(), this.path.getFileName());
		}

	}

}
