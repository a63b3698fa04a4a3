package dev.headway.flyway.internals;

/**
 * One statement of a script, placeholders replaced, as Flyway would send it.
 *
 * @param sql the statement without its delimiter, with the comments before it
 * @param line the line of the script that it begins on
 * @param readsData whether data for it follow in the script ({@code COPY ... FROM STDIN})
 */
public record ScriptStatement(String sql, int line, boolean readsData) {

}
