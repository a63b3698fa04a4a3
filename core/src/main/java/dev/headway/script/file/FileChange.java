package dev.headway.script.file;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A change to one file, made by {@link FileChanges#apply}.
 */
public sealed interface FileChange {

	/**
	 * Return the file to change, by its name before the change.
	 * @return the path
	 */
	Path path();

	/**
	 * Describe the change in one line for people.
	 * @return the line, such as {@code Created V4__merge.sql}
	 */
	String text();

	/**
	 * A file that is not a migration, new or with new content. It cannot be half made, so
	 * that no journal has to know it.
	 *
	 * @param folder the folder that it is in, at any depth
	 * @param path the file
	 * @param content its content
	 * @param before the content that it replaces, {@code null} if there is no such file
	 * @param executable whether it is a program
	 * @param name its name for people
	 */
	record Generate(Path folder, Path path, @Nullable FileContent before, FileContent content, boolean executable,
			String name) implements FileChange {

		@Override
		public String text() {
			return ((this.before != null) ? "Updated " : "Created ") + this.name;
		}

	}

	/**
	 * A new file.
	 *
	 * @param path the file
	 * @param content its content
	 * @param name its name for people
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
	 * A new name for a file.
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
	 * The end of a file.
	 *
	 * @param path the file
	 * @param reason why it is not needed, for people
	 */
	record Delete(Path path, String reason) implements FileChange {

		@Override
		public String text() {
			return "Deleted %s %s".formatted(this.path.getFileName(), this.reason);
		}

	}

	/**
	 * New content for a file.
	 *
	 * @param path the file
	 * @param before its content when it was read
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
