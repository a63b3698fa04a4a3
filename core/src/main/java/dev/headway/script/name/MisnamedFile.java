package dev.headway.script.name;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * A name that was plainly meant for a migration but is none, so that Flyway would skip
 * the file without a word.
 *
 * @param reason what is wrong with it
 * @param prefix the prefix it should have
 * @param version the version it has, empty if it should have none, {@code null} if it
 * lacks one
 * @param rest what should follow the version
 */
public record MisnamedFile(String reason, String prefix, @Nullable String version, String rest) {

	/**
	 * Return what to rename the file to.
	 * @param next a version for a file that lacks one
	 * @return the new name
	 */
	public String rename(Version next) {
		return this.prefix + ((this.version != null) ? this.version : next.text()) + this.rest;
	}

}
