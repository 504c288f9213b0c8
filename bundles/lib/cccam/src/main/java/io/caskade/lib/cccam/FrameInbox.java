package io.caskade.lib.cccam;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes into messages and decrypts them. Keeps no more than one message, of at most
 * {@link Frame#MOST} bytes, and makes room for its payload only when the header is there. Not for
 * more than one thread.
 */
public final class FrameInbox {
  private final CccamCipher cipher;
  private final byte[] header = new byte[Frame.HEADER];
  private byte @Nullable [] whole;
  private int filled;
  private boolean broken;

  public FrameInbox(CccamCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * The next message, or null while bytes are missing and for ever after a length that no client
   * sends.
   *
   * @param in what came; as much of it is taken as the message needs
   */
  public @Nullable Frame next(ByteBuffer in) {
    if (broken) {
      return null;
    }
    if (whole == null && !begin(in)) {
      return null;
    }
    byte[] bytes = requireNonNull(whole);
    int before = filled;
    int more = Math.min(in.remaining(), bytes.length - filled);
    in.get(bytes, filled, more);
    filled += more;
    cipher.decrypt(bytes, before, more);
    if (filled < bytes.length) {
      return null;
    }
    whole = null;
    filled = 0;
    return Frame.wrap(bytes);
  }

  /** Reads the header; true once it is whole. */
  private boolean begin(ByteBuffer in) {
    int more = Math.min(in.remaining(), Frame.HEADER - filled);
    in.get(header, filled, more);
    cipher.decrypt(header, filled, more);
    filled += more;
    if (filled < Frame.HEADER) {
      return false;
    }
    int length = Frame.HEADER + (((header[2] & 0xFF) << 8) | (header[3] & 0xFF));
    broken = length > Frame.MOST;
    if (!broken) {
      whole = Arrays.copyOf(header, length);
    }
    return !broken;
  }

  /** Whether a length came that is too long: the peer speaks something else. */
  public boolean isBroken() {
    return broken;
  }

  /** Whether a message has begun and is not whole. */
  public boolean isHalf() {
    return filled > 0;
  }

  /**
   * A client's control words out of extended mode, after which the cipher makes 16 steps more.
   *
   * @param client this client's node
   * @param shareId the card that was asked
   * @return 16 bytes, even half first
   */
  public byte[] maskedWords(WordsAnswer answer, NodeId client, int shareId) {
    byte[] words = answer.words();
    WordMask.apply(words, client, shareId);
    cipher.pass(words);
    return words;
  }

  /** A client's control words in extended mode: 16 bytes, even half first. */
  public byte[] words(WordsAnswer answer) {
    return answer.words();
  }
}
