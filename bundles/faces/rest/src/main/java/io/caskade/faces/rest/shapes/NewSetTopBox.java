package io.caskade.faces.rest.shapes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** A box to be added. */
public record NewSetTopBox(
    @Schema(example = "SRT4000-0001") String id,
    @Schema(example = "SRT-4000") Optional<String> model,
    @Schema(example = "17") Optional<String> subscriber,
    Optional<Boolean> blacklisted,
    Optional<String> notes) {
  public SetTopBoxFields fields() {
    return new SetTopBoxFields(model, subscriber, blacklisted, notes);
  }
}
