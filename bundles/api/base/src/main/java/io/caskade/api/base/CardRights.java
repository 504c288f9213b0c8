package io.caskade.api.base;

import java.time.Instant;

/**
 * What an EMM tells a card: products, window, pairing, protection (tvcas3 chapters 3.2 and 5).
 *
 * @param start first instant of the window, whole seconds; the card opens after it
 * @param finish last instant of the window, whole seconds
 * @param paired the card opens only in the host that it remembers
 * @param protectedCard column {@code type} of TVCAS3 is 1: the card cannot be erased
 */
public record CardRights(
    ProductMask products, Instant start, Instant finish, boolean paired, boolean protectedCard) {}
