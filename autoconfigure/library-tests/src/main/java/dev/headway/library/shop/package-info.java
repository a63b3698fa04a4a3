/**
 * An application of modules, each with its own migrations.
 */
@NullMarked
package dev.headway.library.shop;

import org.jspecify.annotations.NullMarked;
