/**
 * What all verbs share: the session of one run, options, exit codes.
 */
@NullMarked
package dev.headway.command.session;

import org.jspecify.annotations.NullMarked;
