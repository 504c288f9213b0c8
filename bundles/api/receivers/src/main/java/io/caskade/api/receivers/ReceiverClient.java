package io.caskade.api.receivers;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client that is logged in, with what it was given since.
 *
 * @param client what it says it is
 * @param service the last service it claimed, hexadecimal CAID:SID; empty before its first ECM
 * @param slow answers after more than 400 ms
 * @param tooSlow answers after more than 800 ms
 * @param lastMicros time of the last answer
 * @param p99Micros of the last 256 answers
 * @param lastRefusal why the last ECM was refused, empty when it was answered
 * @param timedOut those of the denied for which nobody had an answer in time
 * @param shares what it asked for, the last used first, up to eight
 */
public record ReceiverClient(
    String protocol,
    String name,
    InetSocketAddress address,
    String client,
    Instant since,
    Instant lastAsked,
    String service,
    int hops,
    long found,
    long denied,
    long slow,
    long tooSlow,
    long lastMicros,
    long averageMicros,
    long p99Micros,
    Optional<Refusal> lastRefusal,
    long timedOut,
    List<ReceiverShare> shares) {
  public ReceiverClient {
    shares = List.copyOf(shares);
  }
}
