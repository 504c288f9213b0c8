package io.caskade.lib.cwclient;

import io.caskade.lib.camd35.Camd35Codec;
import java.io.Closeable;

/** Carries the frames of camd35. One thread. */
interface Camd35Wire extends Closeable {
  void send(byte[] frame) throws LineException;

  /**
   * The next frame that the codec takes for one.
   *
   * @param silent what it means that nothing comes
   * @return a whole frame
   */
  byte[] next(Camd35Codec codec, Finding silent) throws LineException;

  int localPort();

  @Override
  void close();
}
