package io.caskade.faces.rest.shapes;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
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
    @Schema(example = "LIMIT") Optional<String> lastRefusal) {
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
        client.lastRefusal().map(Refusal::word));
  }
}
