/**
 * Names of migration scripts and the versions in them, read as Flyway reads them.
 */
@NullMarked
package dev.headway.script.name;

import org.jspecify.annotations.NullMarked;
