package dev.headway.script.edit;

import java.util.List;
import java.util.OptionalInt;

import dev.headway.script.ScriptResource;

/**
 * What decides which files a rebase may move: the branch that the migrations are merged
 * into. Files that it has stay as they are.
 */
public interface TargetBranch {

	/**
	 * Return its name for people.
	 * @return the name, such as {@code origin/main}
	 */
	String name();

	/**
	 * Return its name for commands.
	 * @return the name, which is a longer one if there is a tag of the short one
	 */
	String ref();

	/**
	 * Return whether it has a file.
	 * @param file a file of the folder
	 * @return whether it has this file with the same content
	 */
	boolean has(ScriptResource file);

	/**
	 * Return the files that only it has.
	 * @return the files, empty if it has been merged into this branch
	 */
	List<ScriptResource> missing();

	/**
	 * Return whether it got a file after this branch was separated from it.
	 * @param file a file that it has
	 * @return whether this branch did not start with the file
	 */
	boolean isNew(ScriptResource file);

	/**
	 * Return when it got a file.
	 * @param file a file that it has
	 * @return a number that is higher for files that it got later; empty if that is not
	 * known
	 */
	OptionalInt arrival(ScriptResource file);

}
