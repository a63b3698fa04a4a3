/**
 * Who learns of the revisions that an upgrade applies or a downgrade undoes.
 */
@NullMarked
package dev.headway.flyway.observer;

import org.jspecify.annotations.NullMarked;
