package io.caskade.faces.rest.shapes;

import io.caskade.api.receivers.BannedAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An address that failed to log in too often.
 *
 * @param account the last one it tried, empty when none could be read
 */
@Schema(name = "ReceiverBan")
public record ReceiverBanShape(
    @Schema(example = "192.0.2.7") String address,
    Instant since,
    Instant until,
    int failures,
    String account) {
  public static ReceiverBanShape of(BannedAddress ban) {
    return new ReceiverBanShape(
        ban.address().getHostAddress(), ban.since(), ban.until(), ban.failures(), ban.name());
  }
}
