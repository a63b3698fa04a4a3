/**
 * Decides what of Headway runs in an application, and how its start goes on.
 */
@NullMarked
package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
