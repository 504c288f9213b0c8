package io.caskade.lib.ts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Packets out of a file or stream of bytes. The first read finds the packet raster: 188 bytes, or
 * packets of 188 inside units of 192 (with a time stamp before) or 204 (with Reed-Solomon bytes
 * after). When the raster is lost later it is found again and counted.
 *
 * <p>Not synchronised; one thread reads.
 */
public final class TsReader implements AutoCloseable {
  /** How far a raster is looked for, in bytes. */
  public static final int SEARCH_WINDOW = 64 * 1024;

  private static final int[] STRIDES = {TsPacket.SIZE, 204, 192};

  /** So many sync bytes in a row make a raster; by chance that is one in 2^40. */
  private static final int PROOF = 5;

  private final InputStream input;
  private final String name;
  private final byte[] buffer = new byte[2 * SEARCH_WINDOW];
  private int position;
  private int limit;
  private long consumed;
  private boolean exhausted;
  private int stride;
  private long resyncs;
  private long skipped;

  /**
   * @param input is closed with this reader
   * @param name for messages: a file name or an address
   */
  public TsReader(InputStream input, String name) {
    this.input = input;
    this.name = name;
  }

  /** Opens a file. */
  public static TsReader open(Path file) throws IOException {
    return new TsReader(Files.newInputStream(file), file.toString());
  }

  /**
   * Reads the next packet to {@code target}.
   *
   * @return false at the end; an incomplete packet or a damaged tail below five packets is left out
   * @throws TsFormatException when the bytes are no transport stream, or cease to be one
   */
  public boolean read(byte[] target, int offset) throws IOException {
    Objects.checkFromIndexSize(offset, TsPacket.SIZE, target.length);
    if (stride == 0) {
      lock();
    }
    if (fill(TsPacket.SIZE) < TsPacket.SIZE) {
      return false;
    }
    if (buffer[position] != TsPacket.SYNC_BYTE && !relock()) {
      return false;
    }
    System.arraycopy(buffer, position, target, offset, TsPacket.SIZE);
    advance(Math.min(stride, fill(stride)));
    return true;
  }

  /** How often the raster was lost and found again. */
  public long resyncs() {
    return resyncs;
  }

  /** Bytes that belonged to no packet: before the first one, and where the raster was lost. */
  public long skippedBytes() {
    return skipped;
  }

  /** Position of the next packet in bytes from the start of the stream. */
  public long offset() {
    return consumed + position;
  }

  private void lock() throws IOException {
    int available = fill(SEARCH_WINDOW);
    int found = findRaster(available);
    if (found < 0) {
      throw new TsFormatException(notATransportStream(available), offset());
    }
    skipped += found;
    advance(found);
  }

  /** Finds the raster again; false when only a damaged tail is left. */
  private boolean relock() throws IOException {
    long lostAt = offset();
    int value = buffer[position] & 0xFF;
    int available = fill(SEARCH_WINDOW);
    int found = findRaster(available);
    if (found < 0 && exhausted && available < PROOF * stride) {
      skipped += available;
      advance(available);
      return false;
    }
    if (found < 0) {
      throw new TsFormatException(
          String.format(
              "%s: packet sync is lost at byte %d (0x%02X instead of 0x47) and not found again"
                  + " within %d bytes",
              name, lostAt, value, SEARCH_WINDOW),
          lostAt);
    }
    resyncs++;
    skipped += found;
    advance(found);
    return true;
  }

  private String notATransportStream(int available) {
    if (available < TsPacket.SIZE) {
      return String.format(
          "%s is not an MPEG transport stream: from byte %d on there are only %d bytes, a packet has"
              + " 188",
          name, offset(), available);
    }
    return String.format(
        "%s is not an MPEG transport stream: from byte %d (0x%02X) on, no sync byte 0x47 repeats"
            + " every 188, 192 or 204 bytes within %d bytes",
        name, offset(), buffer[position] & 0xFF, Math.min(available, SEARCH_WINDOW));
  }

  /** Sets the stride and returns the distance to the first packet, or -1. */
  private int findRaster(int available) {
    int last = Math.min(available - TsPacket.SIZE, SEARCH_WINDOW);
    for (int start = 0; start <= last; start++) {
      for (int candidate : STRIDES) {
        if (isRaster(start, candidate, available)) {
          stride = candidate;
          return start;
        }
      }
    }
    return -1;
  }

  private boolean isRaster(int start, int candidate, int available) {
    for (int i = 0, at = start; i < PROOF && at < available; i++, at += candidate) {
      if (buffer[position + at] != TsPacket.SYNC_BYTE) {
        return false;
      }
    }
    // A lone 0x47 in the last bytes proves nothing, unless it is the very packet that we are on.
    return start == 0 || start + (PROOF - 1) * candidate < available;
  }

  private void advance(int count) {
    position += count;
  }

  /** Tries to have {@code wanted} bytes ready; returns how many there are. */
  private int fill(int wanted) throws IOException {
    if (limit - position < wanted && !exhausted) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      consumed += position;
      limit -= position;
      position = 0;
      while (limit < wanted && !exhausted) {
        int count = input.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
          exhausted = true;
        } else {
          limit += count;
        }
      }
    }
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
