/**
 * Checks of migration scripts without a database, also as they would be after a merge
 * with another branch.
 */
@NullMarked
package dev.headway.script.check;

import org.jspecify.annotations.NullMarked;
