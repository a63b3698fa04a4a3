package dev.headway.script.edit;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;
import dev.headway.revision.Version;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.name.FileNames;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.Slug;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;

/**
 * Makes the files of a new {@link Revision}. It adds an undo script if the project has
 * undo scripts or no migrations yet.
 */
final class NewScripts {

	private final FolderContents contents;

	private final String folder;

	private final FileNames names;

	NewScripts(FolderContents contents, String folder) {
		this.contents = contents;
		this.folder = folder;
		this.names = contents.fileNames();
	}

	List<FileChange> create(Revision revision, String version) {
		return create(revision, version, null);
	}

	/**
	 * Make files with the given content, or with hints to write it.
	 */
	List<FileChange> create(Revision revision, String version, RevisionRequest.@Nullable Content content) {
		String description = description(revision.description());
		String name = name(ScriptKind.VERSIONED, version, description);
		List<FileChange> changes = new ArrayList<>();
		changes.add(create(name, lines(revision, content)));
		if (content != null || !hasFiles(ScriptKind.VERSIONED) || hasFiles(ScriptKind.UNDO)) {
			changes.add(create(name(ScriptKind.UNDO, version, description),
					(content != null) ? content.downgrade() : undoLines(revision, name)));
		}
		return changes;
	}

	private boolean hasFiles(ScriptKind kind) {
		return !this.contents.files(kind).isEmpty();
	}

	private String description(String message) {
		List<MigrationFile> files = this.contents.files(ScriptKind.VERSIONED);
		long capitals = files.stream()
			.filter((file) -> file.name().description().chars().anyMatch(Character::isUpperCase))
			.count();
		String description = Slug.of(message, capitals * 2 <= files.size());
		if (description.isEmpty()) {
			String fault = message.isBlank() ? "is empty" : "has no letters or digits";
			throw new EditException(EditError.INVALID_MESSAGE,
					"The message '%s' %s. Describe the revision, as in \"add avatars\".".formatted(message.strip(),
							fault));
		}
		return description;
	}

	private String name(ScriptKind kind, String version, String description) {
		String name = this.names.make(kind, version, description);
		ScriptName read = new ScriptNames(this.contents.settings().naming()).read(name).orElse(null);
		if (read == null || read.kind() != kind
				|| !Version.parse(version).equals(Optional.ofNullable(read.version()))) {
			throw new EditException(EditError.INVALID_VERSION,
					"'%s' would not be a valid name for a migration. Use another version or message.".formatted(name));
		}
		return name;
	}

	private FileChange create(String name, List<String> lines) {
		try {
			String path = this.folder + name;
			if (!this.contents.isVisible(path)) {
				throw new EditException(EditError.NO_FOLDER,
						"'%s' is only the beginning of a location with wildcards. Say where new files go, with '--into'."
							.formatted(this.contents.folder()));
			}
			return new FileChange.Create(this.contents.folder().resolve(path), content(name, lines), path);
		}
		catch (InvalidPathException ex) {
			throw new EditException(EditError.INVALID_MESSAGE,
					"'%s' cannot be a file name here. Use letters from a to z in the message.".formatted(name), ex);
		}
	}

	/**
	 * The content as Flyway will read it. Encodings that Flyway detects need no other one
	 * than UTF-8.
	 */
	private FileContent content(String name, List<String> lines) {
		ScriptSettings settings = this.contents.settings();
		Charset encoding = settings.detectEncoding() ? StandardCharsets.UTF_8 : settings.encoding();
		try {
			return FileContent.of(lines, encoding);
		}
		catch (CharacterCodingException ex) {
			String line = lines.stream()
				.filter((candidate) -> !encoding.newEncoder().canEncode(candidate))
				.findFirst()
				.orElse("");
			throw new EditException(EditError.NOT_WRITABLE,
					"'%s' cannot be written in %s, which does not have all characters of \"%s\". Nothing was written. Replace them, or save all scripts in UTF-8 and set spring.flyway.encoding=UTF-8."
						.formatted(name, encoding, line.strip()),
					ex);
		}
	}

	private static List<String> lines(Revision revision, RevisionRequest.@Nullable Content content) {
		List<String> lines = new ArrayList<>();
		lines.add(header(HeaderKey.REVISES, revision.parents().isEmpty() ? List.of(Header.BASE) : revision.parents()));
		if (!revision.dependsOn().isEmpty()) {
			lines.add(header(HeaderKey.DEPENDS_ON, revision.dependsOn()));
		}
		if (!revision.labels().isEmpty()) {
			lines.add(header(HeaderKey.BRANCH, revision.labels()));
		}
		if (content != null) {
			lines.addAll(content.upgrade());
			return lines;
		}
		lines.add((revision.parents().size() > 1)
				? "-- This merge needs no SQL unless its branches have to be reconciled."
				: "-- Write the SQL of this revision below.");
		lines.add("");
		return lines;
	}

	private static List<String> undoLines(Revision revision, String name) {
		String hint = (revision.parents().size() > 1)
				? "-- Undoes %s. A merge without SQL has nothing to undo; leave this file as it is."
				: "-- Write the SQL that undoes %s below. Delete this file if it cannot be undone.";
		return List.of(hint.formatted(name), "");
	}

	private static String header(HeaderKey key, Collection<String> values) {
		return "-- %s: %s".formatted(key.text(), String.join(", ", values));
	}

}
