package io.caskade.api.receivers;

/**
 * What a client asked of one CAID and provider, as it named them.
 *
 * @param provider 0 for any
 * @param asked ECMs
 * @param found those that it got control words for
 */
public record ReceiverShare(int caSystemId, int provider, long asked, long found) {}
