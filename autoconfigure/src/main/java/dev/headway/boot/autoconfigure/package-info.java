/**
 * Auto-configuration: which parts of Headway run in an application, and what happens at
 * startup.
 */
@NullMarked
package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
