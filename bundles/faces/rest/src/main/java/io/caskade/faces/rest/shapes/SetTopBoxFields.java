package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.people.SetTopBox;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** What may be written of a box. */
public record SetTopBoxFields(
    @Schema(example = "SRT-4000") Optional<String> model,
    @Schema(example = "17") Optional<String> subscriber,
    Optional<Boolean> blacklisted,
    Optional<String> notes) {
  /** As management saves it; version 0 adds. */
  public SetTopBox box(NetworkId network, String id, long version) {
    return new SetTopBox(
        network,
        id,
        version,
        model.orElse(""),
        subscriber,
        blacklisted.orElse(false),
        notes.orElse(""));
  }
}
