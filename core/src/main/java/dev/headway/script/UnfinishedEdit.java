package dev.headway.script;

import java.util.List;
import java.util.Optional;

/**
 * The file that lies in a folder of migrations while they are edited. One that is found
 * is the trace of an edit that was killed, so that files may be half edited.
 *
 * @param resource the file
 */
public record UnfinishedEdit(ScriptResource resource) {

	/** The name of the file. */
	public static final String NAME = ".headway-edit";

	/**
	 * Look for such a file.
	 * @param resources files of a location
	 * @return the trace, empty if there is none
	 */
	public static Optional<UnfinishedEdit> in(List<ScriptResource> resources) {
		return resources.stream()
			.filter((resource) -> resource.filename().equals(NAME))
			.map(UnfinishedEdit::new)
			.findFirst();
	}

	/**
	 * Say what happened and what to do.
	 * @return the message
	 */
	public String message() {
		return "an edit of the migrations was killed on the way, or is still at work, says '%s'. 'db rebase --abort' puts all files back as they were before it"
			.formatted(this.resource.path());
	}

}
