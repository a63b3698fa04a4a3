/**
 * Support for Spring Modulith's migrations of each module.
 */
@NullMarked
package dev.headway.boot.autoconfigure.modulith;

import org.jspecify.annotations.NullMarked;
