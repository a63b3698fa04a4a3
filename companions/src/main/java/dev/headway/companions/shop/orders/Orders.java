package dev.headway.companions.shop.orders;

import org.springframework.stereotype.Component;

/**
 * The module of orders.
 */
@Component
class Orders {

}
