package io.caskade.tools.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection to a head-end on loopback. As little as a client can do, so that the
 * load costs the machine less than what it loads. Confined to one thread.
 */
public final class HttpConnection implements AutoCloseable {
  /** How long an answer is waited for unless told otherwise. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int HEXADECIMAL = 16;

  private final Socket socket;
  private final InputStream in;
  private final String headers;

  /** An answer; the body is empty when there is none. */
  public record Answer(int status, String body) {
    /** The same answer when it has that status. */
    public Answer require(int wanted) throws IOException {
      if (status != wanted) {
        throw new IOException("the head-end answered " + status + ": " + body);
      }
      return this;
    }
  }

  public HttpConnection(int port, String token, Duration patience) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
    headers =
        "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token + "\r\nAccept: */*\r\n";
  }

  public Answer get(String path) throws IOException {
    return call("GET", path, "");
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param path from the root of the server
   * @param body JSON, or empty for none
   */
  public Answer call(String method, String path, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\n"
            + headers
            + (content.length == 0
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
            + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[start.length + content.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(content, 0, message, start.length, content.length);
    socket.getOutputStream().write(message);
    return answer();
  }

  private Answer answer() throws IOException {
    String[] status = line().split(" ", 3);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String small = header.toLowerCase(Locale.ROOT);
      if (small.startsWith("content-length:")) {
        length = Integer.parseInt(small.substring("content-length:".length()).strip());
      }
      chunked |= small.startsWith("transfer-encoding:") && small.endsWith("chunked");
    }
    String body = chunked ? chunks() : text(length);
    return new Answer(Integer.parseInt(status[1]), body);
  }

  private String chunks() throws IOException {
    var body = new StringBuilder();
    for (int length = chunk(); length > 0; length = chunk()) {
      body.append(text(length));
      line();
    }
    line();
    return body.toString();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), HEXADECIMAL);
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the head-end hung up");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the head-end hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
