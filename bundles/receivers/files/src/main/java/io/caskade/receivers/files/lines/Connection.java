package io.caskade.receivers.files.lines;

import java.util.Optional;

/**
 * One way to one host.
 *
 * @param password in clear
 * @param key of newcamd, 28 hexadecimal digits
 * @param fallOver asked when the main host does not answer
 */
record Connection(
    LineProtocol protocol,
    String host,
    int port,
    String user,
    String password,
    Optional<String> key,
    int caid,
    boolean fallOver) {
  /** Without password and key. */
  @Override
  public String toString() {
    return "Connection[" + protocol + ", " + host + ":" + port + "]";
  }
}
