/**
 * How far migrations get that a failure does not roll back, and how they go on.
 */
@NullMarked
package dev.headway.flyway.run;

import org.jspecify.annotations.NullMarked;
