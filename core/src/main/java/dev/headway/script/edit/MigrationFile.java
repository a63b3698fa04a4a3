package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.Optional;

import dev.headway.revision.Version;
import dev.headway.script.ScriptResource;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;

/**
 * A file in {@link FolderContents} whose name is the name of a migration.
 *
 * @param resource the file
 * @param name its parsed name
 */
record MigrationFile(ScriptResource resource, ScriptName name) {

	ScriptKind kind() {
		return this.name.kind();
	}

	String filename() {
		return this.resource.filename();
	}

	Version version() {
		return Optional.ofNullable(this.name.version()).orElseThrow();
	}

	Path path() {
		return this.resource.file().orElseThrow();
	}

}
