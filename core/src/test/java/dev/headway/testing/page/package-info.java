/**
 * The commands and outputs that pages of the documentation show.
 */
@NullMarked
package dev.headway.testing.page;

import org.jspecify.annotations.NullMarked;
