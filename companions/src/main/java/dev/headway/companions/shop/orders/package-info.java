/**
 * The orders.
 */
@NullMarked
package dev.headway.companions.shop.orders;

import org.jspecify.annotations.NullMarked;
