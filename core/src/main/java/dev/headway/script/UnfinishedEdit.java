package dev.headway.script;

import java.util.List;
import java.util.Optional;

/**
 * The file {@code .headway-edit} that exists in a folder of migrations while they are
 * edited. If it is found, an edit was interrupted or is still running.
 *
 * @param resource the file
 */
public record UnfinishedEdit(ScriptResource resource) {

	/** The name of the file. */
	public static final String NAME = ".headway-edit";

	/**
	 * Look for such a file.
	 * @param resources files of a location
	 * @return the first one, empty if there is none
	 */
	public static Optional<UnfinishedEdit> in(List<ScriptResource> resources) {
		return resources.stream()
			.filter((resource) -> resource.filename().equals(NAME))
			.map(UnfinishedEdit::new)
			.findFirst();
	}

	/**
	 * Describe the problem and its remedy.
	 * @return the message
	 */
	public String message() {
		return "'%s' shows that an edit was interrupted or is still running. Run 'db rebase --abort' to restore all files."
			.formatted(this.resource.path());
	}

}
