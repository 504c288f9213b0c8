package io.caskade.faces.rest.shapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Work for many cards: exactly one of the fields is given. */
public record BulkRequest(
    Optional<AddRange> addRange,
    Optional<Change> change,
    Optional<Extend> extend,
    Optional<Turn> turn) {
  /** Cards with consecutive serials; each gets a key of its own. */
  public record AddRange(
      @Schema(example = "2100000100") long first,
      @Schema(example = "500") int count,
      @Schema(example = "stock") Optional<String> status,
      Optional<String> region,
      Optional<List<Entitlement>> entitlements,
      Optional<Boolean> paired,
      Optional<Boolean> protectedCard) {}

  /**
   * The same fields of many cards.
   *
   * @param set as in a PATCH of one card
   */
  public record Change(Selection cards, @Schema(implementation = CardFields.class) JsonNode set) {}

  /** Moves the end of every entitlement. */
  public record Extend(Selection cards, @Schema(type = "string", example = "P30D") Duration by) {}

  /**
   * Activates, suspends, resumes, retires or recalls.
   *
   * @param operation of these five
   */
  public record Turn(Selection cards, @Schema(example = "suspend") String operation) {}

  /** Which cards: serials, or what a search finds. */
  public record Selection(Optional<List<Long>> serials, Optional<Search> search) {
    BulkWork.CardSelection selection(NetworkId network, String field) {
      if (serials.isPresent() == search.isPresent()) {
        throw FieldFault.invalid(field, "give serials or search");
      }
      return search.isPresent()
          ? new BulkWork.CardSelection.Query(search.get().query(network, field + ".search"))
          : new BulkWork.CardSelection.Serials(
              CardSearch.serials(serials.orElseThrow(), field + ".serials"));
    }
  }

  /** Conditions that all hold. */
  public record Search(
      Optional<String> text,
      @Schema(example = "[\"active\"]") Optional<List<String>> statuses,
      Optional<List<Integer>> products,
      Optional<String> region,
      Optional<String> subscriber,
      Optional<Instant> finishFrom,
      Optional<Instant> finishBefore) {
    CardQuery query(NetworkId network, String field) {
      return CardSearch.query(
          network,
          text,
          statuses.orElse(List.of()),
          products.orElse(List.of()),
          region,
          subscriber,
          finishFrom,
          finishBefore,
          Optional.empty(),
          Page.MOST,
          field + ".");
    }
  }

  /** As management does it. */
  public BulkWork work(ObjectMapper mapper, NetworkId network) throws JsonProcessingException {
    long given = Stream.of(addRange, change, extend, turn).filter(Optional::isPresent).count();
    if (given != 1) {
      throw FieldFault.invalid("body", "exactly one of addRange, change, extend, turn");
    }
    if (addRange.isPresent()) {
      return range(network, addRange.get());
    }
    if (change.isPresent()) {
      return new BulkWork.Change(
          network,
          change.get().cards().selection(network, "change.cards"),
          CardFields.edit(mapper, change.get().set(), "change.set."));
    }
    if (extend.isPresent()) {
      return new BulkWork.Extend(
          network, extend.get().cards().selection(network, "extend.cards"), extend.get().by());
    }
    return new BulkWork.Turn(
        network,
        turn.orElseThrow().cards().selection(network, "turn.cards"),
        Words.parse(CardOperation.class, turn.orElseThrow().operation(), "turn.operation"));
  }

  private static BulkWork range(NetworkId network, AddRange range) {
    return new BulkWork.AddRange(
        network,
        FieldFault.in("addRange.first", () -> new CardSerial(range.first())),
        range.count(),
        Words.parse(CardStatus.class, range.status().orElse("stock"), "addRange.status"),
        range.region().orElse(""),
        new Sold(
            Entitlement.windows(range.entitlements().orElse(List.of()), "addRange.entitlements"),
            range.paired().orElse(false),
            Optional.empty(),
            range.protectedCard().orElse(true)));
  }
}
