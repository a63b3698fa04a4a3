/**
 * The comparison of the JPA model with the database, for {@code db migrate}.
 */
@NullMarked
package dev.headway.boot.model;

import org.jspecify.annotations.NullMarked;
