package io.caskade.api.ecm;

import io.caskade.api.base.NetworkId;

/** What a super_CAS_id leads to at this moment. */
public record CasOffer(NetworkId network, ProfileTraits traits) {}
