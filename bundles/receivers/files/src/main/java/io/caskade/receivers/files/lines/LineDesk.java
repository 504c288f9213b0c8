package io.caskade.receivers.files.lines;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.LineRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides which lines an account gets, and has them written. */
public final class LineDesk {
  private final ReceiverManagement receivers;
  private final NetworkDirectory networks;
  private final Listeners listeners;
  private final LineSettings settings;

  public LineDesk(
      ReceiverManagement receivers,
      NetworkDirectory networks,
      Listeners listeners,
      LineSettings settings) {
    this.receivers = receivers;
    this.networks = networks;
    this.listeners = listeners;
    this.settings = settings;
  }

  /**
   * The lines, password and all.
   *
   * @throws CaskadeException RECEIVER_LINE_MISSING, RECEIVER_UNKNOWN, NETWORK_UNKNOWN, FORBIDDEN,
   *     CONFIGURATION_INVALID
   */
  public String lines(Caller caller, LineRequest request) {
    ReceiverRules rules = receivers.show(caller, request.network(), request.name()).rules();
    int caid = caid(request.network());
    List<String> hosts = settings.hosts();
    LineProtocol chosen = chosen(request, rules, caid);
    List<LineProtocol> spoken = new ArrayList<>(List.of(chosen));
    Forms.overUdp(request.form(), chosen)
        .filter(udp -> allows(rules, udp) && listener(udp, caid).isPresent())
        .ifPresent(spoken::add);
    List<Way> ways = ways(hosts, spoken, caid);
    // Asked for last: the journal keeps that it was shown.
    ReceiverPassword password = receivers.password(caller, request.network(), request.name());
    try {
      String text = text(password);
      return Forms.written(
          request.form(), ways.stream().map(way -> way.of(request.name(), text)).toList());
    } finally {
      password.destroy();
    }
  }

  /** What is asked for, or the first of the form that the account may use and that listens. */
  private LineProtocol chosen(LineRequest request, ReceiverRules rules, int caid) {
    List<LineProtocol> known = Forms.protocols(request.form());
    if (request.protocol().isPresent()) {
      String written = request.protocol().get();
      LineProtocol wanted =
          LineProtocol.of(written)
              .filter(known::contains)
              .orElseThrow(
                  () ->
                      new CaskadeException(
                          ErrorCode.FIELD_INVALID, "protocol", "one of " + names(known)));
      if (!allows(rules, wanted)) {
        throw missing("the account may not use " + written);
      }
      if (listener(wanted, caid).isEmpty()) {
        throw missing(written + " listens nowhere");
      }
      return wanted;
    }
    return known.stream()
        .filter(protocol -> allows(rules, protocol) && listener(protocol, caid).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                missing(
                    "none of "
                        + names(known)
                        + " listens here that the account may use and this program speaks"));
  }

  private static boolean allows(ReceiverRules rules, LineProtocol protocol) {
    return rules.protocols().isEmpty() || rules.protocols().contains(protocol.written());
  }

  /** A port that is set stands also where nothing listens on this node. */
  private Optional<Listener> listener(LineProtocol protocol, int caid) {
    Optional<Listener> here = listeners.of(protocol, caid);
    var port = settings.port(protocol);
    Optional<String> key =
        protocol == LineProtocol.NEWCAMD
            ? settings.key().or(() -> here.flatMap(Listener::key))
            : Optional.empty();
    return port.isPresent()
        ? Optional.of(new Listener(port.getAsInt(), key))
        : here.map(found -> new Listener(found.port(), key));
  }

  private List<Way> ways(List<String> hosts, List<LineProtocol> spoken, int caid) {
    List<Way> ways = new ArrayList<>();
    for (LineProtocol protocol : spoken) {
      Listener listener =
          listener(protocol, caid)
              .orElseThrow(() -> missing(protocol.written() + " listens nowhere"));
      if (protocol == LineProtocol.NEWCAMD && listener.key().isEmpty()) {
        throw missing("no DES key of newcamd is known: set newcamdKey of " + settings.pid());
      }
      for (int i = 0; i < hosts.size(); i++) {
        ways.add(new Way(protocol, hosts.get(i), listener, caid, i > 0));
      }
    }
    return ways;
  }

  /** A connection, before anybody's name and password are in it. */
  private record Way(
      LineProtocol protocol, String host, Listener listener, int caid, boolean fallOver) {
    Connection of(String user, String password) {
      return new Connection(
          protocol, host, listener.port(), user, password, listener.key(), caid, fallOver);
    }
  }

  private int caid(NetworkId network) {
    return networks.networks().stream()
        .filter(known -> known.id().equals(network))
        .findFirst()
        .map(Network::caSystemId)
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network));
  }

  private static String text(ReceiverPassword password) {
    byte[] bytes = password.bytes();
    try {
      return new String(bytes, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static String names(List<LineProtocol> protocols) {
    return String.join(", ", protocols.stream().map(LineProtocol::written).toList());
  }

  private static CaskadeException missing(String why) {
    return new CaskadeException(ErrorCode.RECEIVER_LINE_MISSING, why);
  }
}
