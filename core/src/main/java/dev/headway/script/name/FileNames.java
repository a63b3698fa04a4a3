package dev.headway.script.name;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the names of files, and takes the version in one for what is written there.
 */
public final class FileNames {

	private static final Pattern LEADING_VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

	private final ScriptNaming naming;

	/**
	 * Create a maker of names.
	 * @param naming how scripts are named
	 */
	public FileNames(ScriptNaming naming) {
		this.naming = naming;
	}

	/**
	 * Make the name of a file.
	 * @param kind what the script is for
	 * @param version its version as it is to be written
	 * @param description its description, as {@link Slug} makes it
	 * @return the name, with the first suffix of the naming
	 */
	public String make(ScriptKind kind, String version, String description) {
		String suffix = this.naming.suffixes().isEmpty() ? "" : this.naming.suffixes().get(0);
		return prefix(kind) + version + this.naming.separator() + description + suffix;
	}

	/**
	 * Return the version in the name of a script as it is written there, with leading
	 * zeros and underscores.
	 * @param kind what the script is for
	 * @param filename the name of its file
	 * @return the version
	 */
	public String version(ScriptKind kind, String filename) {
		String name = filename.substring(prefix(kind).length());
		int separator = name.indexOf(this.naming.separator());
		if (separator >= 0) {
			return name.substring(0, separator);
		}
		Matcher version = LEADING_VERSION.matcher(name);
		return version.lookingAt() ? version.group() : "";
	}

	/**
	 * Return what follows the version in the name of a script.
	 * @param kind what the script is for
	 * @param filename the name of its file
	 * @return separator, description and suffix
	 */
	public String rest(ScriptKind kind, String filename) {
		return filename.substring(prefix(kind).length() + version(kind, filename).length());
	}

	/**
	 * Return the name of a script with another version.
	 * @param kind what the script is for
	 * @param filename the name of its file
	 * @param version the new version as it is to be written
	 * @return the new name
	 */
	public String withVersion(ScriptKind kind, String filename, String version) {
		return prefix(kind) + version + rest(kind, filename);
	}

	private String prefix(ScriptKind kind) {
		return switch (kind) {
			case VERSIONED -> this.naming.versionedPrefix();
			case REPEATABLE -> this.naming.repeatablePrefix();
			case BASELINE -> this.naming.baselinePrefix();
			case UNDO -> this.naming.undoPrefix();
		};
	}

}
