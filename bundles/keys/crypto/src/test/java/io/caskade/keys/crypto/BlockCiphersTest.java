package io.caskade.keys.crypto;

import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.CiphersContract;

class BlockCiphersTest extends CiphersContract {
  @Override
  protected Ciphers ciphers() {
    return new BlockCiphers();
  }
}
