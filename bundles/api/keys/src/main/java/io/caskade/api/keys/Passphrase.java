package io.caskade.api.keys;

import io.caskade.api.base.Secret;

/** What a person keeps to open a sealed file: UTF-8, as it was typed or printed. */
public final class Passphrase extends Secret {
  /** Copies the bytes; the caller wipes its own array. */
  public Passphrase(byte[] utf8) {
    super(utf8);
  }
}
