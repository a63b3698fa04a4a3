package dev.headway.library.shop.billing;

import org.springframework.stereotype.Component;

/**
 * The module of invoices.
 */
@Component
class Billing {

}
