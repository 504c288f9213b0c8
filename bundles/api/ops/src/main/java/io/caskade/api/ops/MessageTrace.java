package io.caskade.api.ops;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of an {@link Endpoint} that speaks a protocol of messages: what was odd in
 * them, and captures of them. Safe for any thread; only starting and stopping a capture may block.
 */
@ConsumerType
public interface MessageTrace {
  /** Kind and name of the endpoint, for example {@code ecmg} and {@code main}. */
  String kind();

  String name();

  /** What was refused or odd lately, the oldest first; bounded. */
  List<Explained> explanations();

  /** The capture of the moment, or the last one. */
  Capture capture();

  /**
   * Starts a capture; one that is running goes on, whatever was asked for.
   *
   * @param peer whose connections, {@code host} or {@code host:port}; empty for all
   * @param most after which it ends by itself, at most one day
   * @throws IOException when the file cannot be made
   */
  Capture startCapture(String peer, Duration most) throws IOException;

  /** Ends the capture; its file is written when this returns. */
  Capture stopCapture();

  /**
   * How a capture stands.
   *
   * @param file empty before the first one
   * @param end why it ended by itself, else empty
   */
  record Capture(
      boolean running, String file, Instant since, long messages, long bytes, String end) {}
}
