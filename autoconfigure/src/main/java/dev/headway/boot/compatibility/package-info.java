/**
 * The versions of Spring Boot and Flyway that Headway needs.
 */
@NullMarked
package dev.headway.boot.compatibility;

import org.jspecify.annotations.NullMarked;
