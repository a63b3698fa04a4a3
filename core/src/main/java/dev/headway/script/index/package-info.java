/**
 * A file that tells what reading the scripts beside it would find, made at build time.
 */
@NullMarked
package dev.headway.script.index;

import org.jspecify.annotations.NullMarked;
