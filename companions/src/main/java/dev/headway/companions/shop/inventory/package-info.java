/**
 * The stock.
 */
@NullMarked
package dev.headway.companions.shop.inventory;

import org.jspecify.annotations.NullMarked;
