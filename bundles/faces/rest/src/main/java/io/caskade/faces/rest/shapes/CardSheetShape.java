package io.caskade.faces.rest.shapes;

import io.caskade.api.cards.CardSheet;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a card in a reader tells about itself.
 *
 * @param caSystemId four hexadecimal digits, as the card reports it now
 * @param version of its command set
 * @param maturity 1 with parents, 2 normal, 4 adults, 8 erotic
 * @param sharedAddress six hexadecimal digits
 * @param paired whether it opens in one host only
 * @param blocked whether its limit of services has blocked it
 */
@Schema(name = "CardSheet")
public record CardSheetShape(
    @Schema(example = "3B240030423030") String answerToReset,
    @Schema(example = "2100000000") long serial,
    @Schema(example = "210-000-000-0") String printed,
    @Schema(example = "0B00") String caSystemId,
    int version,
    int maturity,
    @Schema(example = "05CD8B") String sharedAddress,
    List<SubscriptionShape> subscriptions,
    boolean paired,
    boolean blocked,
    Optional<CountersShape> counters) {

  /**
   * One subscription record.
   *
   * @param products eight hexadecimal digits
   */
  @Schema(name = "CardSubscription")
  public record SubscriptionShape(
      String name,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      @Schema(example = "00000001") String products) {}

  /** EMMs and ECMs since personalisation, modulo 256. */
  @Schema(name = "CardCounters")
  public record CountersShape(int emms, int ecms) {}

  public static CardSheetShape of(CardSheet card) {
    return new CardSheetShape(
        card.answerToReset().hex(),
        card.serial().value(),
        card.serial().printed(),
        String.format(Locale.ROOT, "%04X", card.caSystemId()),
        card.version(),
        card.maturity(),
        card.sharedAddress().hex(),
        card.subscriptions().stream()
            .map(
                one ->
                    new SubscriptionShape(
                        one.name(), one.from(), one.to(), one.products().toString()))
            .toList(),
        card.paired(),
        card.blocked(),
        card.counters().map(counts -> new CountersShape(counts.emms(), counts.ecms())));
  }
}
