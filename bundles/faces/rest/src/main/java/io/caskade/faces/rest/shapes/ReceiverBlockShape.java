package io.caskade.faces.rest.shapes;

import io.caskade.api.receivers.BlockedAccount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An account that watched too much.
 *
 * @param why with the services and the times
 */
@Schema(name = "ReceiverBlock")
public record ReceiverBlockShape(
    @Schema(example = "flat-17") String account, Instant since, Instant until, String why) {
  public static ReceiverBlockShape of(BlockedAccount block) {
    return new ReceiverBlockShape(block.name(), block.since(), block.until(), block.why());
  }
}
