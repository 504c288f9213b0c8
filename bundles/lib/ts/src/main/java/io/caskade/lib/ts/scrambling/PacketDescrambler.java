package io.caskade.lib.ts.scrambling;

import io.caskade.lib.ts.TsPacket;
import java.util.Optional;

/**
 * Descrambles packets of one service in place with the control word that each packet's
 * transport_scrambling_control names, and marks them clear.
 *
 * <p>Not synchronised: belongs to one thread.
 */
public final class PacketDescrambler {
  /** What became of a packet. */
  public enum Result {
    /** It was not scrambled. */
    CLEAR,
    /** It was scrambled and is clear now; with a wrong control word its payload is noise. */
    DESCRAMBLED,
    /** It is left scrambled: its control word is not known, or its marking is reserved. */
    DARK
  }

  private final ControlWordPair controlWords;

  public PacketDescrambler(ScramblingAlgorithm algorithm) {
    this.controlWords = new ControlWordPair(algorithm);
  }

  /**
   * Sets the control word of a parity; the one before is wiped.
   *
   * @param controlWord is copied; the caller wipes its own array
   * @throws IllegalArgumentException when its length does not fit the algorithm
   */
  public void install(Parity parity, byte[] controlWord) {
    controlWords.install(parity, controlWord);
  }

  /** Wipes the control word of a parity; its packets stay dark from now on. */
  public void remove(Parity parity) {
    controlWords.remove(parity);
  }

  /** Descrambles a packet when it can. */
  public Result descramble(TsPacket packet) {
    if (packet.scramblingControl() == 0) {
      return Result.CLEAR;
    }
    Optional<PayloadCipher> cipher =
        Parity.of(packet.scramblingControl())
            .flatMap(parity -> Optional.ofNullable(controlWords.cipher(parity)));
    if (cipher.isEmpty()) {
      return Result.DARK;
    }
    cipher.get().decrypt(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    packet.setScramblingControl(0);
    return Result.DESCRAMBLED;
  }

  /** Wipes both control words. */
  public void destroy() {
    controlWords.destroy();
  }
}
