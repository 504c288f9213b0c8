package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Accounts that were just made together, with their passwords.
 *
 * @param items by number
 */
@Schema(name = "MadeReceivers")
public record ReceiverSeriesShape(List<ReceiverShape.Made> items) implements ShownOnce {
  /** Destroys the passwords that it is made of. */
  public static ReceiverSeriesShape of(List<ReceiverManagement.Made> made) {
    return new ReceiverSeriesShape(made.stream().map(ReceiverShape.Made::of).toList());
  }

  /**
   * Accounts to be added together, each with a card and a made password.
   *
   * @param pattern name with one run of # for the number
   * @param firstNumber of the first account, from 0; 1 when it is left out
   * @param count 1 to 1000
   * @param firstCard serial of the first card; serials in use are passed over
   * @param entitlements sold to each card
   */
  @Schema(name = "NewReceivers")
  public record Wanted(
      @Schema(example = "house-###") String pattern,
      @Schema(example = "1") Optional<Integer> firstNumber,
      @Schema(example = "120") int count,
      @Schema(example = "2100000000") long firstCard,
      Optional<List<Entitlement>> entitlements,
      @Schema(example = "2") Optional<Integer> services,
      @Schema(example = "[\"newcamd\"]") Optional<List<String>> protocols,
      @Schema(example = "[\"192.0.2.0/24\"]") Optional<List<String>> addresses,
      Optional<Boolean> newestWins,
      Optional<Integer> downhops) {
    public NewReceiverSeries series(NetworkId network) {
      var fields =
          new ReceiverShape.Fields(
              services, protocols, addresses, newestWins, downhops, Optional.empty());
      return new NewReceiverSeries(
          network,
          pattern,
          firstNumber.orElse(1),
          count,
          FieldFault.in("firstCard", () -> new CardSerial(firstCard)),
          Entitlement.windows(entitlements.orElse(List.of()), "entitlements"),
          fields.rules());
    }
  }
}
