/**
 * The {@code db} commands as goals of Maven.
 */
@NullMarked
package dev.headway.maven;

import org.jspecify.annotations.NullMarked;
