/**
 * Reads migrations written in Java or Kotlin without running them.
 */
@NullMarked
package dev.headway.script.code;

import org.jspecify.annotations.NullMarked;
