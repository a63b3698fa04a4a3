/**
 * The migration service on Flyway: its operations, and the status of a migration history.
 * It is one package because operations and checks share their input, and only the service
 * is visible.
 */
@NullMarked
package dev.headway.flyway.service;

import org.jspecify.annotations.NullMarked;
