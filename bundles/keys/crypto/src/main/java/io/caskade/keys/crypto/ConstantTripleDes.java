package io.caskade.keys.crypto;

import io.caskade.api.keys.KeyedCipher;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * Two-key triple DES under one key on Bouncy Castle's engine. A schedule serves one direction; the
 * one for a direction is made at its first use.
 */
final class ConstantTripleDes implements KeyedCipher {
  private final byte[] key;
  private @Nullable DESedeEngine encryption;
  private @Nullable DESedeEngine decryption;
  private boolean closed;

  /** Copies the 16 bytes. */
  ConstantTripleDes(byte[] key) {
    this.key = key.clone();
  }

  @Override
  public void encrypt(byte[] data, int offset, int length) {
    DESedeEngine engine = encryption;
    if (engine == null) {
      engine = engine(true);
      encryption = engine;
    }
    run(engine, data, offset, length);
  }

  @Override
  public void decrypt(byte[] data, int offset, int length) {
    DESedeEngine engine = decryption;
    if (engine == null) {
      engine = engine(false);
      decryption = engine;
    }
    run(engine, data, offset, length);
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
    encryption = null;
    decryption = null;
    closed = true;
  }

  private DESedeEngine engine(boolean forEncryption) {
    if (closed) {
      throw new IllegalStateException("the cipher was closed");
    }
    DESedeEngine engine = new DESedeEngine();
    engine.init(forEncryption, new KeyParameter(key));
    return engine;
  }

  private static void run(DESedeEngine engine, byte[] data, int offset, int length) {
    BlockCiphers.requireWholeBlocks(data, offset, length);
    int end = offset + length;
    for (int at = offset; at < end; at += BlockCiphers.BLOCK) {
      engine.processBlock(data, at, data, at);
    }
  }
}
