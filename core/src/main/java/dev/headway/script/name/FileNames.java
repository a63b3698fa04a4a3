package dev.headway.script.name;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Creates the names of files by a {@link ScriptNaming}, and reads versions in them as
 * they are written.
 */
public final class FileNames {

	private static final Pattern LEADING_VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

	private final ScriptNaming naming;

	public FileNames(ScriptNaming naming) {
		this.naming = naming;
	}

	/**
	 * Create the name of a file.
	 * @param kind the purpose of the script
	 * @param version its version as written in the name
	 * @param description its description, made by {@link Slug}
	 * @return the name, with the first suffix of the naming
	 */
	public String make(ScriptKind kind, String version, String description) {
		String suffix = this.naming.suffixes().isEmpty() ? "" : this.naming.suffixes().get(0);
		return this.naming.prefix(kind) + version + this.naming.separator() + description + suffix;
	}

	/**
	 * Return the version in the name of a script as written, with leading zeros and
	 * underscores.
	 * @param kind the purpose of the script
	 * @param filename the name of its file
	 * @return the version
	 */
	public String version(ScriptKind kind, String filename) {
		String name = filename.substring(this.naming.prefix(kind).length());
		int separator = name.indexOf(this.naming.separator());
		if (separator >= 0) {
			return name.substring(0, separator);
		}
		Matcher version = LEADING_VERSION.matcher(name);
		return version.lookingAt() ? version.group() : "";
	}

	/**
	 * Return what follows the version in the name of a script.
	 * @param kind the purpose of the script
	 * @param filename the name of its file
	 * @return separator, description and suffix
	 */
	public String rest(ScriptKind kind, String filename) {
		return filename.substring(this.naming.prefix(kind).length() + version(kind, filename).length());
	}

	/**
	 * Return the name of a script with another version.
	 * @param kind the purpose of the script
	 * @param filename the name of its file
	 * @param version the new version as written in the name
	 * @return the new name
	 */
	public String withVersion(ScriptKind kind, String filename, String version) {
		return this.naming.prefix(kind) + version + rest(kind, filename);
	}

}
