package dev.headway.script.edit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@link ScriptFolder#rebase(RebaseRequest)} should move.
 *
 * @param revisions symbols of revisions or names of files; may be empty if there is a
 * target, which tells what moves
 * @param onto symbol of the head to move them after, or the name of its file;
 * {@code null} if there is only one
 * @param target what has the files that stay, {@code null} if that is not known
 */
public record RebaseRequest(List<String> revisions, @Nullable String onto, @Nullable TargetBranch target) {

	public RebaseRequest {
		revisions = List.copyOf(revisions);
	}

}
