/**
 * The invoices, which are kept elsewhere.
 */
@NullMarked
package dev.headway.library.shop.billing;

import org.jspecify.annotations.NullMarked;
