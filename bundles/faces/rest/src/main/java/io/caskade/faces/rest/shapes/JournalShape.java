package io.caskade.faces.rest.shapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the journal.
 *
 * @param seq place in the chain; 0 while it waits for its seal
 * @param result OK, or the problem type of a refusal
 */
@Schema(name = "JournalRow")
public record JournalShape(
    long seq,
    UUID id,
    Instant at,
    String actor,
    String source,
    String operation,
    String network,
    String target,
    String result,
    @Schema(type = "object") Optional<JsonNode> before,
    @Schema(type = "object") Optional<JsonNode> after) {
  public static JournalShape of(ObjectMapper mapper, JournalRow row) {
    return new JournalShape(
        row.seq(),
        row.id(),
        row.at(),
        row.actor().name(),
        row.actor().source(),
        row.operation(),
        row.network().value(),
        row.target(),
        row.result(),
        tree(mapper, row.before()),
        tree(mapper, row.after()));
  }

  /** A row that somebody tampered with may hold anything: it is shown as text then. */
  private static Optional<JsonNode> tree(ObjectMapper mapper, String json) {
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.of(mapper.getNodeFactory().textNode(json));
    }
  }

  /** What the verifier found. */
  @Schema(name = "Verdict")
  public record Verdict(boolean whole, long rows, long head, List<FaultLine> faults) {
    public static Verdict of(JournalArchive.Verdict verdict) {
      return new Verdict(
          verdict.whole(),
          verdict.rows(),
          verdict.head(),
          verdict.faults().stream()
              .map(f -> new FaultLine(Words.of(f.kind()), f.seq(), f.detail()))
              .toList());
    }
  }

  /** Something that is wrong, and where. */
  @Schema(name = "VerdictFault")
  public record FaultLine(@Schema(example = "row-changed") String kind, long seq, String detail) {}
}
