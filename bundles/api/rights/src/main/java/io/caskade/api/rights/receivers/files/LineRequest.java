package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.NetworkId;
import java.util.Optional;

/**
 * Lines that a subscriber enters into a receiver.
 *
 * @param name of the account
 * @param protocol one of those that the form knows; empty takes the best that listens
 */
public record LineRequest(
    NetworkId network, String name, LineForm form, Optional<String> protocol) {}
