package dev.headway.script.name;

/**
 * A name that looks like that of a migration, but Flyway would silently skip the file, or
 * run it and fail to record it.
 *
 * @param reason what is wrong with it
 * @param newName what to rename the file to
 * @param runs whether Flyway would run it
 */
public record MisnamedFile(String reason, String newName, boolean runs) {

}
