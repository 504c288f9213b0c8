package io.caskade.faces.rest.shapes;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.SharedAddress;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What may be changed of a network; see {@link NetworkShape}. */
public record NetworkFields(
    String profile,
    String zone,
    String legacyPhpZone,
    String name,
    @Schema(type = "string", example = "PT24H") Duration grace,
    Optional<Long> maxWindowDays,
    boolean billingOnly,
    @Schema(example = "3FA210") Optional<String> sharedAddress) {
  public Network network(NetworkId id, int caSystemId) {
    return new Network(
        id, caSystemId, profile, zone(zone, "zone"), zone(legacyPhpZone, "legacyPhpZone"));
  }

  public NetworkPolicy policy() {
    maxWindowDays.ifPresent(
        days -> {
          if (days < 1 || days > 3650) {
            throw FieldFault.invalid("maxWindowDays", "1 to 3650 are allowed");
          }
        });
    return new NetworkPolicy(
        name,
        new AiringRules(grace, maxWindowDays.map(Duration::ofDays)),
        billingOnly,
        sharedAddress.filter(text -> !text.isBlank()).map(NetworkFields::address));
  }

  private static SharedAddress address(String text) {
    try {
      return SharedAddress.of(text.strip());
    } catch (IllegalArgumentException e) {
      throw FieldFault.invalid("sharedAddress", "six hexadecimal digits are needed");
    }
  }

  static ZoneId zone(String text, String field) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw FieldFault.invalid(field, "no time zone of that name is known");
    }
  }
}
