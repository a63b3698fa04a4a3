/**
 * The migration service on Flyway: its operations, and the status of a migration history.
 */
@NullMarked
package dev.headway.flyway.service;

import org.jspecify.annotations.NullMarked;
