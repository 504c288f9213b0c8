package io.caskade.receivers.files.lines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a line makes a receiver speak, and where its listeners are configured. */
enum LineProtocol {
  CCCAM("io.caskade.receivers.cccam", 12_000, ""),
  NEWCAMD("io.caskade.receivers.newcamd", 15_050, ""),
  CS378X("io.caskade.receivers.camd35", 15_080, "tcp"),
  CAMD35("io.caskade.receivers.camd35", 15_080, "udp");

  private final String factory;
  private final int usualPort;
  private final String transport;

  LineProtocol(String factory, int usualPort, String transport) {
    this.factory = factory;
    this.usualPort = usualPort;
    this.transport = transport;
  }

  /** Factory PID of its listeners. */
  String factory() {
    return factory;
  }

  /** Of a listener whose file names none. */
  int usualPort() {
    return usualPort;
  }

  /** True for a listener of this transport, or for every one when it has but one. */
  boolean speaks(String configured) {
    return transport.isEmpty() || transport.equalsIgnoreCase(configured.strip());
  }

  /** As accounts and calls name it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LineProtocol> of(String written) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.written().equals(written))
        .findFirst();
  }
}
