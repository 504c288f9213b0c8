package io.caskade.rights.management.receivers;

import io.caskade.api.rights.receivers.NewReceiverSeries;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Names of a series: a pattern with one run of {@code #}, in which the number stands. */
final class SeriesNames {
  private static final Pattern RUN = Pattern.compile("([^#]*)(#{1,6})([^#]*)");

  private final String before;
  private final int digits;
  private final String behind;
  private final int first;
  private final int count;

  /**
   * @throws io.caskade.api.base.CaskadeException RECEIVER_INVALID
   */
  SeriesNames(NewReceiverSeries series) {
    Matcher run = RUN.matcher(series.pattern());
    ReceiverRulesCheck.require(
        run.matches(), "pattern: a name with one run of 1 to 6 #, for example house-###");
    before = run.group(1);
    digits = run.group(2).length();
    behind = run.group(3);
    first = series.firstNumber();
    count = series.count();
    ReceiverRulesCheck.require(
        count >= 1 && count <= NewReceiverSeries.MOST, "count: 1 to " + NewReceiverSeries.MOST);
    ReceiverRulesCheck.require(
        first >= 0 && first + (long) count <= (long) Math.pow(10, digits),
        "firstNumber: the numbers must fit the %d places of the pattern".formatted(digits));
    ReceiverRulesCheck.name(name(0));
  }

  List<String> all() {
    return IntStream.range(0, count).mapToObj(this::name).toList();
  }

  /** What all of them begin with. */
  String beginning() {
    return before;
  }

  private String name(int index) {
    String number = Integer.toString(first + index);
    return before + "0".repeat(digits - number.length()) + number + behind;
  }
}
