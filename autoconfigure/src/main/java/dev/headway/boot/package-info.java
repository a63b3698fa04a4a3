/**
 * What the parts of the auto-configuration share: the services by Flyway bean and the
 * monitor that watches them.
 */
@NullMarked
package dev.headway.boot;

import org.jspecify.annotations.NullMarked;
