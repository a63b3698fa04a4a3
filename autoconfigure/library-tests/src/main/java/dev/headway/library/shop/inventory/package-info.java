/**
 * The stock.
 */
@NullMarked
package dev.headway.library.shop.inventory;

import org.jspecify.annotations.NullMarked;
