/**
 * The orders.
 */
@NullMarked
package dev.headway.library.shop.orders;

import org.jspecify.annotations.NullMarked;
