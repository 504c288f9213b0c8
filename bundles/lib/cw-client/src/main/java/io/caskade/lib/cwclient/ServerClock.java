package io.caskade.lib.cwclient;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The clock of a machine as its HTTP servers tell it: the Date of any answer, also of one that asks
 * for a password. It counts in seconds, so half a second either way says nothing.
 *
 * <p>Source: RFC 9110, 6.6.1.
 */
public final class ServerClock {
  private static final String DATE = "date:";
  private static final int MOST_BYTES = 8192;
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final InetSocketAddress server;
  private final Duration patience;
  private final InstantSource own;

  /**
   * @param server any HTTP port of the machine
   * @param patience for the connection and the answer
   * @param own clock of this end
   */
  public ServerClock(InetSocketAddress server, Duration patience, InstantSource own) {
    this.server = server;
    this.patience = patience;
    this.own = own;
  }

  /** How far it is ahead; empty when nobody answers there, or without a date. */
  public Optional<Duration> ahead() {
    try (Socket socket = new Socket()) {
      int limit = Math.toIntExact(patience.toMillis());
      socket.connect(server, limit);
      socket.setSoTimeout(limit);
      Instant before = own.instant();
      socket.getOutputStream().write(request());
      Optional<Instant> told = date(socket.getInputStream());
      Duration way = Duration.between(before, own.instant()).dividedBy(2);
      return told.map(at -> Duration.between(before.plus(way), at.plus(HALF_A_SECOND)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] request() {
    return ("HEAD / HTTP/1.1\r\nHost: " + Peer.shown(server) + "\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Of an answer's head; whatever it is, no more than 8 KiB of it is read. */
  static Optional<Instant> date(InputStream in) throws IOException {
    var head =
        new BufferedReader(
            new InputStreamReader(new Bounded(in, MOST_BYTES), StandardCharsets.ISO_8859_1));
    String line = head.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(DATE)) {
        return parse(line.substring(DATE.length()).strip());
      }
      line = head.readLine();
    }
    return Optional.empty();
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Ends after so many bytes. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private int left;

    Bounded(InputStream in, int most) {
      this.in = in;
      left = most;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int got = in.read(bytes, offset, Math.min(length, left));
      left -= Math.max(got, 0);
      return got;
    }
  }
}
