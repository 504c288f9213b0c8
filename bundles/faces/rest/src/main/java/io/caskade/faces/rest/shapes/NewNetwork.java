package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.AiringRules;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

/** A network to be added; what is left out is as TVCAS3 has it. */
public record NewNetwork(
    @Schema(example = "coast") String id,
    @Schema(example = "0B01") String caSystemId,
    Optional<String> profile,
    Optional<String> zone,
    Optional<String> legacyPhpZone,
    Optional<String> name,
    @Schema(type = "string", example = "PT24H") Optional<Duration> grace,
    Optional<Long> maxWindowDays,
    Optional<Boolean> billingOnly,
    @Schema(example = "3FA210") Optional<String> sharedAddress) {
  public NetworkFields fields() {
    String own = zone.orElse("UTC");
    return new NetworkFields(
        profile.orElse("tvcas3"),
        own,
        legacyPhpZone.orElse(own),
        name.orElse(""),
        grace.orElse(AiringRules.DEFAULT.grace()),
        maxWindowDays,
        billingOnly.orElse(false),
        sharedAddress);
  }

  /**
   * @throws FieldFault CA_SYSTEM_ID_INVALID
   */
  public int number() {
    try {
      return Integer.parseInt(caSystemId, 16);
    } catch (NumberFormatException e) {
      throw new FieldFault(
          "caSystemId", new CaskadeException(ErrorCode.CA_SYSTEM_ID_INVALID, caSystemId));
    }
  }
}
