package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.people.SetTopBox;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** A set-top box or CAM. */
@Schema(name = "SetTopBox")
public record SetTopBoxShape(
    String id,
    long version,
    String model,
    Optional<String> subscriber,
    boolean blacklisted,
    String notes) {
  public static SetTopBoxShape of(SetTopBox box) {
    return new SetTopBoxShape(
        box.id(), box.version(), box.model(), box.subscriber(), box.blacklisted(), box.notes());
  }

  /** The fields that may be changed. */
  public SetTopBoxFields fields() {
    return new SetTopBoxFields(
        Optional.of(model), subscriber, Optional.of(blacklisted), Optional.of(notes));
  }
}
