/**
 * How far an upgrade has got that is running, for those who look at the database.
 */
@NullMarked
package dev.headway.flyway.progress;

import org.jspecify.annotations.NullMarked;
