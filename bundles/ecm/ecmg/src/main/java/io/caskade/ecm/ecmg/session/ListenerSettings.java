package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One listener's configuration, checked.
 *
 * @param name of the listener, for example {@code main}
 * @param host address to bind
 * @param port 1..65535; 0 lets the system choose
 * @param allowedPeers who may connect
 * @param terms what channel_status announces
 * @param rules how its SCS are treated
 */
public record ListenerSettings(
    String name,
    String host,
    int port,
    PeerFilter allowedPeers,
    ChannelTerms terms,
    SessionRules rules) {

  /** What a listener announces unless told otherwise (architecture section 5). */
  public static ListenerSettings defaults(String name, String host, int port) {
    return new ListenerSettings(
        name, host, port, PeerFilter.everybody(), defaultTerms(), SessionRules.defaults());
  }

  public ListenerSettings with(ChannelTerms other) {
    return new ListenerSettings(name, host, port, allowedPeers, other, rules);
  }

  public ListenerSettings with(SessionRules other) {
    return new ListenerSettings(name, host, port, allowedPeers, terms, other);
  }

  public ListenerSettings with(PeerFilter other) {
    return new ListenerSettings(name, host, port, other, terms, rules);
  }

  public ListenerSettings at(String otherHost, int otherPort) {
    return new ListenerSettings(name, otherHost, otherPort, allowedPeers, terms, rules);
  }

  public Duration maxCompTime() {
    return Duration.ofMillis(terms.maxCompTimeMs());
  }

  private static ChannelTerms defaultTerms() {
    return new ChannelTerms(
        SectionTspktFlag.SECTIONS,
        OptionalInt.empty(),
        OptionalInt.empty(),
        200,
        200,
        OptionalInt.of(-500),
        OptionalInt.empty(),
        100,
        0,
        60,
        1,
        2,
        500);
  }
}
