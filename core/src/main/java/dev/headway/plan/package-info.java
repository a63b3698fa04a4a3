/**
 * Plans: which revisions an upgrade, a downgrade or a stamp goes through, as values.
 */
@NullMarked
package dev.headway.plan;

import org.jspecify.annotations.NullMarked;
