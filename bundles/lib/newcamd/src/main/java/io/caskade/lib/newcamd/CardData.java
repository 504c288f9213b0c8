package io.caskade.lib.newcamd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a port serves, as {@link Command#CARD} tells it. Serial number and addresses stay zero: EMMs
 * come over the air.
 *
 * @param userNumber any above 9; 1 would ask the client for EMMs
 * @param providers provider ids of three bytes, at least one
 */
public record CardData(int userNumber, int caSystemId, List<Integer> providers) {
  /** A user number like any other. */
  public static final int USUAL_USER = 0x0B;

  private static final int FIXED = 12;
  private static final int PROVIDER = 11;
  private static final int MOST_PROVIDERS = 80;

  public CardData {
    providers = List.copyOf(providers);
  }

  /** Data of the message; providers above what fits it are left out. */
  public byte[] data() {
    List<Integer> told = providers.subList(0, Math.min(MOST_PROVIDERS, providers.size()));
    ByteBuffer data = ByteBuffer.allocate(FIXED + PROVIDER * told.size());
    data.put((byte) userNumber).putShort((short) caSystemId).position(FIXED - 1);
    data.put((byte) told.size());
    int at = FIXED;
    for (int provider : told) {
      data.putShort(at, (short) (provider >> 8)).put(at + 2, (byte) provider);
      at += PROVIDER;
    }
    return data.array();
  }

  /**
   * Reads the data of a message.
   *
   * @return empty when it is too short for what it announces
   */
  public static Optional<CardData> read(byte[] data) {
    if (data.length < FIXED || data.length < FIXED + PROVIDER * (data[FIXED - 1] & 0xFF)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    List<Integer> providers = new ArrayList<>();
    for (int i = 0; i < (data[FIXED - 1] & 0xFF); i++) {
      providers.add(in.getInt(FIXED + PROVIDER * i) >>> 8);
    }
    return Optional.of(new CardData(data[0] & 0xFF, in.getShort(1) & 0xFFFF, providers));
  }
}
