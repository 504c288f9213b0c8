package io.caskade.faces.rest.shapes;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A receiver that is logged in.
 *
 * @param client what it says it is
 * @param service the last one it claimed, CAID:SID; empty before its first ECM
 * @param slow answers after more than 400 ms
 * @param tooSlow answers after more than 800 ms
 * @param lastMicros time of the last answer
 * @param p99Micros of the last 256 answers
 * @param lastRefusal why the last ECM was refused; absent when it was answered
 * @param timedOut those of the denied for which nobody had an answer in time
 * @param shares what it asked for, the last used first, up to eight
 */
@Schema(name = "ReceiverClient")
public record ReceiverClientShape(
    @Schema(example = "newcamd") String protocol,
    @Schema(example = "flat-17") String account,
    @Schema(example = "192.0.2.7") String address,
    int port,
    @Schema(example = "OSCam 1.20") String client,
    Instant since,
    Instant lastAsked,
    @Schema(example = "0B00:0065") String service,
    int hops,
    long found,
    long denied,
    long slow,
    long tooSlow,
    long lastMicros,
    long averageMicros,
    long p99Micros,
    @Schema(example = "LIMIT") Optional<String> lastRefusal,
    long timedOut,
    List<Share> shares) {
  public static ReceiverClientShape of(ReceiverClient client) {
    return new ReceiverClientShape(
        client.protocol(),
        client.name(),
        client.address().getAddress().getHostAddress(),
        client.address().getPort(),
        client.client(),
        client.since(),
        client.lastAsked(),
        client.service(),
        client.hops(),
        client.found(),
        client.denied(),
        client.slow(),
        client.tooSlow(),
        client.lastMicros(),
        client.averageMicros(),
        client.p99Micros(),
        client.lastRefusal().map(Refusal::word),
        client.timedOut(),
        client.shares().stream().map(Share::of).toList());
  }

  /**
   * What it asked of one CAID and provider.
   *
   * @param provider 000000 for any
   * @param asked ECMs
   * @param found those that it got control words for
   */
  @Schema(name = "ReceiverShare")
  public record Share(
      @Schema(example = "0B00") String caSystemId,
      @Schema(example = "000000") String provider,
      long asked,
      long found) {
    static Share of(ReceiverShare share) {
      return new Share(
          String.format(Locale.ROOT, "%04X", share.caSystemId()),
          String.format(Locale.ROOT, "%06X", share.provider()),
          share.asked(),
          share.found());
    }
  }
}
