package io.caskade.api.keys;

import io.caskade.api.base.CaskadeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts and authenticates a whole file under a passphrase: for what must be opened when the
 * vault is lost. Each call takes some 300 ms and 64 MiB to make the key, on purpose. Safe for any
 * thread; the streams are confined to one.
 */
@ProviderType
public interface PassphraseSeal {
  /** A random passphrase of 150 bits in groups of letters, to be kept by people. */
  Passphrase generate();

  /**
   * Seals what is written; the target is complete, and closed, when the stream was closed. A stream
   * that was not closed leaves a target that cannot be unsealed.
   */
  OutputStream seal(Passphrase passphrase, OutputStream target) throws IOException;

  /**
   * Reads what was sealed. Every byte was authenticated before it is returned, but only the end of
   * the stream ({@code -1}) says that nothing is missing: whoever reads uses nothing before it.
   *
   * @throws CaskadeException here or in a later read: SEAL_UNKNOWN, SEAL_NEWER,
   *     SEAL_PASSPHRASE_WRONG, SEAL_CUT_OFF, SEAL_ALTERED
   */
  InputStream unseal(Passphrase passphrase, InputStream source) throws IOException;
}
