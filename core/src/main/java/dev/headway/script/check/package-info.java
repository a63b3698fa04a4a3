/**
 * What can be said about migration scripts before they meet a database: whether they are
 * in order, and what a merge with another branch would make of them.
 */
@NullMarked
package dev.headway.script.check;

import org.jspecify.annotations.NullMarked;
