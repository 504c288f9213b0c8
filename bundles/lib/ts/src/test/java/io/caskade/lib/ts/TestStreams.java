package io.caskade.lib.ts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Streams that stand beside the tests. */
public final class TestStreams {
  private TestStreams() {}

  /** The bytes of a resource, by its path below this package. */
  public static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(TestStreams.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Views of all packets in an array of whole packets. */
  public static List<TsPacket> packets(byte[] bytes) {
    List<TsPacket> packets = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += TsPacket.SIZE) {
      packets.add(new TsPacket(bytes, at));
    }
    return packets;
  }
}
