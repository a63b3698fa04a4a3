package dev.headway.library.shop.inventory;

import org.springframework.stereotype.Component;

/**
 * The module of stock.
 */
@Component
class Inventory {

}
