/**
 * Locations of migrations in folders, jars and nested jars, found as Flyway finds them.
 */
@NullMarked
package dev.headway.script.location;

import org.jspecify.annotations.NullMarked;
