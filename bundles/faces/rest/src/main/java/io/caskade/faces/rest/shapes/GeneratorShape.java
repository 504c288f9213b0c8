package io.caskade.faces.rest.shapes;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.Peer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ECMG listener or EMMG output: its settings and what it does now.
 *
 * @param kind ecmg or emmg
 * @param state stopped, starting, running, failed; absent while it has only settings
 * @param settings as in its file under etc/
 */
@Schema(name = "Generator")
public record GeneratorShape(
    @Schema(example = "ecmg") String kind,
    @Schema(example = "main") String name,
    Optional<String> state,
    Optional<Instant> since,
    Optional<String> detail,
    Map<String, Long> counters,
    List<PeerShape> peers,
    Map<String, String> settings) {
  /** A live peer. */
  @Schema(name = "Peer")
  public record PeerShape(String address, Instant since, Map<String, String> facts) {
    static PeerShape of(Peer peer) {
      return new PeerShape(peer.address(), peer.since(), peer.facts());
    }
  }

  /** The settings to be written; what is left out has its default. */
  @Schema(name = "GeneratorSettings")
  public record Settings(
      @Schema(example = "{\"host\": \"127.0.0.1\", \"port\": \"42001\"}")
          Map<String, String> settings) {}

  public static GeneratorShape of(
      String kind, String name, Optional<Endpoint> live, Map<String, String> settings) {
    return new GeneratorShape(
        kind,
        name,
        live.map(endpoint -> Words.of(endpoint.state())),
        live.map(Endpoint::since),
        live.map(Endpoint::detail),
        live.map(Endpoint::counters).orElse(Map.of()),
        live.map(endpoint -> endpoint.peers().stream().map(PeerShape::of).toList())
            .orElse(List.of()),
        settings);
  }
}
