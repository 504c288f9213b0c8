package io.caskade.faces.rest.shapes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;

/** Requests about one card beside changes of its fields. */
public final class CardRequests {
  private CardRequests() {}

  /** Why. */
  public record Reason(@Schema(example = "cloned, seen in two towns") String reason) {}

  /**
   * How long the card is told to be unpaired.
   *
   * @param free 1 hour to 30 days, ISO 8601
   */
  public record Repair(@Schema(type = "string", example = "PT24H") Duration free) {}

  /**
   * The card that takes over.
   *
   * @param reason lost, broken or stolen
   */
  public record Replace(
      @Schema(example = "2100000001") long replacement, @Schema(example = "lost") String reason) {}

  /** Up to 1,000 cards. */
  public record Recall(@Schema(example = "[2100000000]") List<Long> serials) {}

  /** All entitlements of a card. */
  public record Entitlements(List<Entitlement> entitlements) {}

  /** How many cards a search finds. */
  public record Count(long count) {}

  /**
   * What became of a wish that needs two administrators.
   *
   * @param back true when this was the second voice
   */
  public record Unblacklisted(boolean back) {}
}
