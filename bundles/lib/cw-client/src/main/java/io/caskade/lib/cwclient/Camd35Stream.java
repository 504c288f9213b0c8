package io.caskade.lib.cwclient;

import io.caskade.lib.camd35.Camd35Codec;
import java.util.Arrays;

/** Over TCP, as cs378x: two blocks of a frame tell how long it is. */
final class Camd35Stream implements Camd35Wire {
  /** Token and two blocks. */
  private static final int HEAD = 36;

  private final Peer peer;

  Camd35Stream(Peer peer) {
    this.peer = peer;
  }

  @Override
  public void send(byte[] frame) throws LineException {
    peer.write(frame, Finding.CLOSED);
  }

  @Override
  public byte[] next(Camd35Codec codec, Finding silent) throws LineException {
    // Before its first answer such a server closes whom it does not know.
    byte[] head = peer.read(HEAD, silent == Finding.SILENT ? silent : Finding.CLOSED, silent);
    byte[] frame = Arrays.copyOf(head, Camd35Codec.LONGEST);
    int length = codec.frameLength(frame, 0, frame.length);
    if (length < HEAD) {
      throw new LineException(Finding.OTHER_PROTOCOL);
    }
    byte[] rest = peer.read(length - HEAD, Finding.CLOSED, silent);
    System.arraycopy(rest, 0, frame, HEAD, rest.length);
    return Arrays.copyOf(frame, length);
  }

  @Override
  public int localPort() {
    return peer.localPort();
  }

  @Override
  public void close() {
    peer.close();
  }
}
