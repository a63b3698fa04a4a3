/**
 * The {@code db} commands: thin shells over the core, for applications and as a program
 * of their own. The package has more than 15 types because each of the 14 verbs is one.
 */
@NullMarked
package dev.headway.command;

import org.jspecify.annotations.NullMarked;
