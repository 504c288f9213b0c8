package io.caskade.faces.rest.web;

import io.caskade.lib.cidr.AddressList;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who is answered.
 *
 * @param allow empty for everybody
 * @param trustedProxies whose X-Forwarded-For is believed
 * @param plainFromAnywhere true answers plain HTTP of other machines as well
 * @param hstsDays 0 for none
 */
record GateRules(
    AddressList allow, AddressList trustedProxies, boolean plainFromAnywhere, int hstsDays) {

  /** What the gate says to a request. */
  enum Verdict {
    WELCOME,
    ADDRESS_REFUSED,
    TLS_NEEDED
  }

  /**
   * Reads the settings.
   *
   * @throws io.caskade.api.base.CaskadeException CONFIGURATION_INVALID
   */
  static GateRules of(WebConfig config) {
    if (config.hstsDays() < 0 || config.hstsDays() > 730) {
      throw WebSettings.invalid("hstsDays", "0 to 730 are allowed");
    }
    return new GateRules(
        list("allow", config.allow()),
        list("trustedProxies", config.trustedProxies()),
        config.plainFromAnywhere(),
        config.hstsDays());
  }

  private static AddressList list(String setting, String[] texts) {
    try {
      return AddressList.of(List.of(texts));
    } catch (IllegalArgumentException e) {
      throw WebSettings.invalid(setting, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Who asks: the peer, or, behind trusted proxies, the last address in X-Forwarded-For that is no
   * trusted proxy. What stands before that one could have been written by anybody.
   *
   * @param forwarded the values of the header, in their order
   */
  InetAddress client(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    String[] hops = String.join(",", forwarded).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && trustedProxies.contains(client); i--) {
      Optional<InetAddress> hop = AddressList.address(withoutPort(hops[i].strip()));
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
    }
    return client;
  }

  /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are written by some proxies. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  Verdict judge(InetAddress peer, InetAddress client, boolean secure) {
    if (!allow.isEmpty() && !allow.contains(client)) {
      return Verdict.ADDRESS_REFUSED;
    }
    boolean near = peer.isLoopbackAddress() || trustedProxies.contains(peer);
    return secure || near || plainFromAnywhere ? Verdict.WELCOME : Verdict.TLS_NEEDED;
  }
}
