package io.caskade.tools.simulator.replay;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Puts random control words where a capture has blanks: the same word for the same stream and
 * crypto period, as a mux sends it twice. Confined to a thread.
 */
final class FreshWords {
  private static final int TLV_HEADER = 4;
  private static final int CP_LENGTH = 2;

  private final RandomGenerator random;
  private final Map<String, byte[]> words = new HashMap<>();

  /**
   * @param random cryptographic, except in tests
   */
  FreshWords(RandomGenerator random) {
    this.random = random;
  }

  /** The message to send for one of a capture. */
  Pdu in(Pdu recorded) {
    if (recorded.messageType() != EcmgMessageType.CW_PROVISION.code()) {
      return recorded;
    }
    byte[] bytes = recorded.toByteArray();
    int stream = recorded.optionalUnsigned(EcmgParameters.ECM_STREAM_ID).orElse(0);
    int at = Pdu.HEADER_LENGTH;
    while (at + TLV_HEADER <= bytes.length) {
      int length = number16(bytes, at + 2);
      int wordAt = at + TLV_HEADER + CP_LENGTH;
      int end = at + TLV_HEADER + length;
      if (number16(bytes, at) == EcmgParameters.CP_CW_COMBINATION.code()
          && wordAt < end
          && end <= bytes.length) {
        byte[] word = word(stream, number16(bytes, at + TLV_HEADER), end - wordAt);
        System.arraycopy(word, 0, bytes, wordAt, word.length);
      }
      at = end;
    }
    return Pdu.wrap(bytes);
  }

  private byte[] word(int stream, int cpNumber, int length) {
    return words.computeIfAbsent(stream + "/" + cpNumber + "/" + length, key -> make(length));
  }

  private byte[] make(int length) {
    byte[] word = new byte[length];
    random.nextBytes(word);
    return word;
  }

  void destroy() {
    words.values().forEach(word -> Arrays.fill(word, (byte) 0));
    words.clear();
  }

  private static int number16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
