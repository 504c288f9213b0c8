package io.caskade.rights.management.networks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.StoredRecord;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.cards.CardRules;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a network and its policy may hold. */
final class NetworkRules {
  private static final int NAME_LENGTH = 190;
  private static final Duration MIN_WINDOW = Duration.ofDays(1);
  private static final Duration MAX_WINDOW = Duration.ofDays(400);
  private static final Pattern PROFILE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private NetworkRules() {}

  /**
   * @throws CaskadeException NETWORK_NAME_INVALID, FIELD_INVALID
   */
  static void require(Network network, NetworkPolicy policy) {
    if (network.id().equals(StoredRecord.HEAD_END)) {
      throw new CaskadeException(ErrorCode.NETWORK_NAME_INVALID, network.id());
    }
    FieldRules.require(
        PROFILE.matcher(network.profile()).matches(),
        "profile",
        "1 to 32 of a-z, 0-9 and hyphen, beginning with a letter");
    FieldRules.require(
        policy.name().length() <= NAME_LENGTH
            && policy.name().chars().noneMatch(Character::isISOControl),
        "name",
        "at most " + NAME_LENGTH + " characters in one line");
    FieldRules.require(
        within(policy.airing().grace(), Duration.ZERO, CardRules.MAX_GRACE),
        "grace",
        "0 to 30 days, in whole seconds");
    policy
        .airing()
        .maxWindow()
        .ifPresent(
            window ->
                FieldRules.require(
                    within(window, MIN_WINDOW, MAX_WINDOW),
                    "maxWindow",
                    "1 to 400 days, in whole seconds, or none"));
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.getNano() == 0;
  }
}
