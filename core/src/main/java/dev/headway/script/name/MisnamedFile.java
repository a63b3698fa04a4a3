package dev.headway.script.name;

/**
 * A name that looks like that of a migration, but Flyway would silently skip the file.
 *
 * @param reason what is wrong with it
 * @param newName what to rename the file to
 */
public record MisnamedFile(String reason, String newName) {

}
