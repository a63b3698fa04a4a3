/**
 * The structure that Hibernate's model of an application describes, and its difference to
 * a database.
 */
@NullMarked
package dev.headway.schema.model;

import org.jspecify.annotations.NullMarked;
