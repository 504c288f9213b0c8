package io.caskade.ops.syslog;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where to.
 *
 * @param hostName HOSTNAME of the messages
 */
record SyslogTarget(String host, int port, boolean udp, String hostName) {
  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static SyslogTarget of(String pid, SyslogConfig config) {
    String host = config.host().strip();
    String transport = config.transport().strip();
    if (host.isEmpty()) {
      throw invalid(pid, "host", "it is empty");
    }
    if (config.port() < 1 || config.port() > 0xFFFF) {
      throw invalid(pid, "port", config.port() + " is not within 1..65535");
    }
    if (!transport.equals("tcp") && !transport.equals("udp")) {
      throw invalid(pid, "transport", "it must be tcp or udp");
    }
    String name = config.hostName().strip();
    return new SyslogTarget(
        host, config.port(), transport.equals("udp"), name.isEmpty() ? machine() : name);
  }

  Wire wire() {
    return udp ? new UdpWire(host, port) : new TcpWire(host, port);
  }

  @Override
  public String toString() {
    return (udp ? "udp " : "tcp ") + host + ":" + port;
  }

  /** RFC 5424, 6.2.4: the hyphen when nothing is known. */
  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-";
    }
  }

  private static CaskadeException invalid(String pid, String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, pid, setting, why);
  }
}
