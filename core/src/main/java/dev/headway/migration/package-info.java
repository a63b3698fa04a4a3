/**
 * The migration service and the state it reports.
 */
@NullMarked
package dev.headway.migration;

import org.jspecify.annotations.NullMarked;
