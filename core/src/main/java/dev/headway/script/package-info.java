/**
 * Migration scripts on disk or class path: names, headers and the problems found in them.
 */
@NullMarked
package dev.headway.script;

import org.jspecify.annotations.NullMarked;
