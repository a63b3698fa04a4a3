/**
 * The {@code migrations} actuator endpoint.
 */
@NullMarked
package dev.headway.boot.endpoint;

import org.jspecify.annotations.NullMarked;
