package io.caskade.tools.bench.receivers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A client of CCcam that asks one question at a time (cw-protocols, chapter 1). */
final class CccamPeer extends CwPeer {
  private static final byte[] NAME = "CCcam\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 4;
  private static final int WORDS = 16;
  private static final int CLIENT_DATA = 93;
  private static final int NEW_CARD = 7;
  private static final int CW = 1;
  private static final byte[] NODE = {1, 2, 3, 4, 5, 6, 7, 8};

  private final int caSystemId;
  private final Stream sending = new Stream();
  private final Stream receiving = new Stream();
  private int share;
  private int length = -1;
  private int command;

  CccamPeer(InetSocketAddress target, int caSystemId) throws IOException {
    super(target);
    this.caSystemId = caSystemId;
  }

  @Override
  void greet(String name, byte[] password) throws IOException, GeneralSecurityException {
    byte[] seed = readFully(16);
    for (int i = 0; i < 8; i++) {
      seed[8 + i] = (byte) (i * seed[i]);
      if (i < NAME.length) {
        seed[i] ^= NAME[i];
      }
    }
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(seed);
    receiving.key(hash);
    receiving.run(seed, false);
    sending.key(seed);
    sending.run(hash, false);
    writeFully(sending.run(hash, true));
    writeFully(sending.run(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 20), true));
    sending.run(password.clone(), true);
    writeFully(sending.run(NAME.clone(), true));
    receiving.run(readFully(20), false);
    ByteBuffer data = ByteBuffer.allocate(CLIENT_DATA);
    data.put(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 20)).put(NODE).put((byte) 0);
    data.put(Arrays.copyOf("2.0.11".getBytes(StandardCharsets.US_ASCII), 32));
    data.put(Arrays.copyOf("2892".getBytes(StandardCharsets.US_ASCII), 32));
    writeFully(message(0, data.array()));
    while (share == 0) {
      byte[] head = receiving.run(readFully(HEADER), false);
      byte[] body = receiving.run(readFully(ByteBuffer.wrap(head).getShort(2)), false);
      if (head[1] == NEW_CARD && ByteBuffer.wrap(body).getShort(8) == (short) caSystemId) {
        share = ByteBuffer.wrap(body).getInt(0);
      }
    }
  }

  @Override
  byte[] question(byte[] section) {
    ByteBuffer body = ByteBuffer.allocate(13 + section.length);
    body.putShort((short) caSystemId).putInt(0).putInt(share).putShort((short) 1);
    body.put((byte) section.length).put(section);
    return message(CW, body.array());
  }

  private byte[] message(int command, byte[] body) {
    ByteBuffer message = ByteBuffer.allocate(HEADER + body.length);
    message.put((byte) 0).put((byte) command).putShort((short) body.length).put(body);
    return sending.run(message.array(), true);
  }

  @Override
  byte @Nullable [] take(ByteBuffer in) {
    if (length < 0) {
      if (in.remaining() < HEADER) {
        return null;
      }
      byte[] head = new byte[HEADER];
      in.get(head);
      receiving.run(head, false);
      command = head[1] & 0xFF;
      length = ByteBuffer.wrap(head).getShort(2) & 0xFFFF;
    }
    if (in.remaining() < length) {
      return null;
    }
    byte[] body = new byte[1 + length];
    body[0] = (byte) command;
    in.get(body, 1, length);
    byte[] plain = receiving.run(Arrays.copyOfRange(body, 1, body.length), false);
    System.arraycopy(plain, 0, body, 1, length);
    length = -1;
    if (command == CW) {
      // Both ends step over as many bytes again; which ones does not matter (section 1.3).
      receiving.run(new byte[WORDS], true);
    }
    return body;
  }

  @Override
  byte @Nullable [] answer(byte[] frame) {
    int kind = frame[0] & 0xFF;
    if (kind >= 0xFE) {
      return new byte[0];
    }
    if (kind != CW || frame.length != 1 + WORDS) {
      return null;
    }
    long node = ByteBuffer.wrap(NODE).getLong();
    byte[] words = new byte[WORDS];
    for (int i = 0; i < WORDS; i++) {
      int word = frame[1 + i] ^ share >>> 2 * i;
      words[i] = (byte) ((i % 2 == 0 ? word : ~word) ^ (int) (node >> 4 * i));
    }
    return words;
  }

  /** The byte stream of one direction (section 1.1). */
  private static final class Stream {
    private final int[] table = new int[256];
    private int state;
    private int counter;
    private int sum;

    void key(byte[] key) {
      for (int i = 0; i < table.length; i++) {
        table[i] = i;
      }
      int j = 0;
      for (int i = 0; i < table.length; i++) {
        j = j + key[i % key.length] + table[i] & 0xFF;
        swap(i, j);
      }
      state = key[0] & 0xFF;
      counter = 0;
      sum = 0;
    }

    /** In place. */
    byte[] run(byte[] bytes, boolean encrypting) {
      for (int i = 0; i < bytes.length; i++) {
        counter = counter + 1 & 0xFF;
        sum = sum + table[counter] & 0xFF;
        swap(counter, sum);
        int in = bytes[i] & 0xFF;
        int out = in ^ table[table[counter] + table[sum] & 0xFF] ^ state;
        state ^= encrypting ? in : out;
        bytes[i] = (byte) out;
      }
      return bytes;
    }

    private void swap(int a, int b) {
      int kept = table[a];
      table[a] = table[b];
      table[b] = kept;
    }
  }
}
