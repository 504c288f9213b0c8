package io.caskade.api.rights.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Window;
import java.util.List;

/**
 * Accounts of a house or a street, to be added at once, each with a card and a made password.
 *
 * @param pattern name with one run of {@code #} for the number, for example {@code house-###}
 * @param firstNumber of the first account, from 0; all numbers fit the run
 * @param count 1 to {@value #MOST}
 * @param firstCard serial of the first card; serials that are in use are passed over
 * @param sold to each card
 */
public record NewReceiverSeries(
    NetworkId network,
    String pattern,
    int firstNumber,
    int count,
    CardSerial firstCard,
    List<Window> sold,
    ReceiverRules rules) {
  /** So many fit one transaction. */
  public static final int MOST = 1_000;

  public NewReceiverSeries {
    sold = List.copyOf(sold);
  }
}
