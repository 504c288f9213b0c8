package io.caskade.api.rights;

import io.caskade.api.base.Network;

/** A network with its policy. */
public record OperatorNetwork(Network network, NetworkPolicy policy, long version) {}
