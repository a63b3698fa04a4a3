/**
 * Holding back what consumes work while the database is blocked.
 */
@NullMarked
package dev.headway.boot.hold;

import org.jspecify.annotations.NullMarked;
