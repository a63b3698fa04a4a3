package dev.headway.library.shop.orders;

import org.springframework.stereotype.Component;

/**
 * The module of orders.
 */
@Component
class Orders {

}
