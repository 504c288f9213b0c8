package io.caskade.api.rights;

import io.caskade.api.base.Network;
import java.util.Optional;

/**
 * What management keeps of a network beside the {@link Network} of the real-time paths.
 *
 * @param name for people, up to 190 characters
 * @param airing how rights are told to cards
 * @param billingOnly only a caller of role billing may sell, activate, suspend and resume (R2)
 * @param sharedAddress of its cards, empty while nobody entered it
 */
public record NetworkPolicy(
    String name, AiringRules airing, boolean billingOnly, Optional<SharedAddress> sharedAddress) {
  public static final NetworkPolicy DEFAULT = new NetworkPolicy("", AiringRules.DEFAULT, false);

  /** A policy without a shared address. */
  public NetworkPolicy(String name, AiringRules airing, boolean billingOnly) {
    this(name, airing, billingOnly, Optional.empty());
  }
}
