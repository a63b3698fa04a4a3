/**
 * What all verbs share: the invocation, options, exit codes.
 */
@NullMarked
package dev.headway.command.invocation;

import org.jspecify.annotations.NullMarked;
