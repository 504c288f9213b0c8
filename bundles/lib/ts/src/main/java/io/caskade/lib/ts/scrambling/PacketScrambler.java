package io.caskade.lib.ts.scrambling;

import io.caskade.lib.ts.TsPacket;

/**
 * Scrambles packets of one service in place: the payload with the control word of the parity in
 * use, the header with its transport_scrambling_control. Header and adaptation field stay clear.
 *
 * <p>Not synchronised: belongs to one thread.
 */
public final class PacketScrambler {
  private final ControlWordPair controlWords;

  public PacketScrambler(ScramblingAlgorithm algorithm) {
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

  /**
   * Scrambles a packet; false when there is nothing to do: no payload, or scrambled already.
   *
   * @throws IllegalStateException when no control word of this parity is set: sending the packet
   *     clear by oversight would give the service away
   */
  public boolean scramble(TsPacket packet, Parity parity) {
    int length = packet.payloadLength();
    if (length == 0 || packet.scramblingControl() != 0) {
      return false;
    }
    PayloadCipher cipher = controlWords.cipher(parity);
    if (cipher == null) {
      throw new IllegalStateException(
          controlWords.algorithm() + ": no " + parity + " control word is set");
    }
    cipher.encrypt(packet.buffer(), packet.payloadOffset(), length);
    packet.setScramblingControl(parity.scramblingControl());
    return true;
  }

  /** Wipes both control words. */
  public void destroy() {
    controlWords.destroy();
  }
}
