package io.caskade.faces.rest.shapes;

import io.caskade.api.cards.EcmTrial;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * How a card took an ECM.
 *
 * @param outcome opened, wrong-words or refused
 * @param milliseconds from the first byte sent to the last one read
 */
@Schema(name = "EcmTrial")
public record EcmTrialShape(@Schema(example = "opened") String outcome, long milliseconds) {

  /**
   * What to try.
   *
   * @param network main when it is left out
   * @param products of the service that the ECM pretends to belong to, eight hexadecimal digits;
   *     00000001 when it is left out
   */
  @Schema(name = "NewEcmTrial")
  public record Wanted(
      @Schema(example = "main") Optional<String> network,
      @Schema(example = "00000001") Optional<String> products) {}

  public static EcmTrialShape of(EcmTrial trial) {
    return new EcmTrialShape(Words.of(trial.outcome()), trial.took().toMillis());
  }
}
