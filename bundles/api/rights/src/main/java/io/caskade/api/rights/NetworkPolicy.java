package io.caskade.api.rights;

import io.caskade.api.base.Network;

/**
 * What management keeps of a network beside the {@link Network} of the real-time paths.
 *
 * @param name for people, up to 190 characters
 * @param airing how rights are told to cards
 * @param billingOnly only a caller of role billing may sell, activate, suspend and resume (R2)
 */
public record NetworkPolicy(String name, AiringRules airing, boolean billingOnly) {
  public static final NetworkPolicy DEFAULT = new NetworkPolicy("", AiringRules.DEFAULT, false);
}
