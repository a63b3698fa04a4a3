/**
 * The invoices, which are kept elsewhere.
 */
@NullMarked
package dev.headway.companions.shop.billing;

import org.jspecify.annotations.NullMarked;
