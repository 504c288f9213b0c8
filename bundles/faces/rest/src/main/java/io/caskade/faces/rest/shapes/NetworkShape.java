package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SharedAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An operator network.
 *
 * @param caSystemId four hexadecimal digits
 * @param zone of the operator
 * @param legacyPhpZone of the TVCAS3 that the network came from
 * @param grace of several windows, ISO 8601
 * @param maxWindowDays rolling validity; absent means off
 * @param billingOnly only billing may sell, activate, suspend and resume
 * @param sharedAddress of its cards, six hexadecimal digits; absent while nobody entered it
 */
@Schema(name = "Network")
public record NetworkShape(
    @Schema(example = "main") String id,
    long version,
    @Schema(example = "0B00") String caSystemId,
    @Schema(example = "tvcas3") String profile,
    @Schema(example = "Europe/Moscow") String zone,
    @Schema(example = "UTC") String legacyPhpZone,
    String name,
    @Schema(type = "string", example = "PT24H") Duration grace,
    Optional<Long> maxWindowDays,
    boolean billingOnly,
    @Schema(example = "3FA210") Optional<String> sharedAddress) {
  public static NetworkShape of(OperatorNetwork network) {
    return new NetworkShape(
        network.network().id().value(),
        network.version(),
        String.format(Locale.ROOT, "%04X", network.network().caSystemId()),
        network.network().profile(),
        network.network().zone().getId(),
        network.network().legacyPhpZone().getId(),
        network.policy().name(),
        network.policy().airing().grace(),
        network.policy().airing().maxWindow().map(Duration::toDays),
        network.policy().billingOnly(),
        network.policy().sharedAddress().map(SharedAddress::toString));
  }

  /** The fields that may be changed. */
  public NetworkFields fields() {
    return new NetworkFields(
        profile, zone, legacyPhpZone, name, grace, maxWindowDays, billingOnly, sharedAddress);
  }
}
