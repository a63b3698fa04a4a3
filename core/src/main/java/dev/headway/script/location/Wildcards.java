package dev.headway.script.location;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a location from its first wildcard on. As in Flyway, {@code *} stands for
 * one or more characters of a name, {@code ?} for one, {@code **} for any number of
 * folders; a last name with a dot in it matches files, any other one folders.
 */
final class Wildcards {

	private final Pattern pattern;

	private final boolean folder;

	private Wildcards(Pattern pattern, boolean folder) {
		this.pattern = pattern;
		this.folder = folder;
	}

	static Wildcards of(String path) {
		StringBuilder regex = new StringBuilder();
		String separator = "";
		boolean folder = true;
		for (String name : path.replaceFirst("/+$", "").split("/", -1)) {
			boolean anyFolders = name.equals("**");
			regex.append(separator).append(anyFolders ? "(?:[^/]+/)*?" : regex(name));
			separator = anyFolders ? "" : "/";
			folder = anyFolders || !name.contains(".");
		}
		return new Wildcards(Pattern.compile(regex + (folder ? "/(.*)" : "")), folder);
	}

	boolean match(String path) {
		return this.pattern.matcher(path).matches();
	}

	/**
	 * Whether a path that begins with that of a folder can match.
	 */
	boolean matchBelow(String folder) {
		Matcher matcher = this.pattern.matcher(folder.isEmpty() ? "" : folder + "/");
		return matcher.matches() || matcher.hitEnd();
	}

	/**
	 * The part of a matching path below the matching folder; all of it if the pattern
	 * matches files.
	 */
	String relativize(String path) {
		Matcher matcher = this.pattern.matcher(path);
		return (this.folder && matcher.matches()) ? matcher.group(1) : path;
	}

	private static String regex(String name) {
		StringBuilder regex = new StringBuilder();
		name.chars().forEach((character) -> {
			switch (character) {
				case '*' -> regex.append("[^/]+?");
				case '?' -> regex.append("[^/]");
				default -> regex.append(Pattern.quote(Character.toString(character)));
			}
		});
		return regex.toString();
	}

}
