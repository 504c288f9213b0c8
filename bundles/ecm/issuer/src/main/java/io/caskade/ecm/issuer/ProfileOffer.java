package io.caskade.ecm.issuer;

import io.caskade.api.ecm.CasProfile;

/**
 * A profile that somebody offers, with the properties of its service.
 *
 * @param serviceId identity; the lower one wins between equals, so that the incumbent stays
 * @param bundleId bundle that registered it
 * @param version in OSGi's form
 * @param ranking {@code service.ranking}; the highest wins, before the version
 */
public record ProfileOffer(
    long serviceId, long bundleId, String name, String version, int ranking, CasProfile profile) {}
