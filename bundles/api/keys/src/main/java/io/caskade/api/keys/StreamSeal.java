package io.caskade.api.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts and authenticates a whole file under a key of the vault that serves one purpose alone,
 * for example {@code snapshot}. The service is as lasting as the {@link KeyVault} behind it. Safe
 * for any thread; the streams are confined to one.
 */
@ProviderType
public interface StreamSeal {
  /**
   * Seals what is written; the target is complete, and closed, when the stream was closed. A stream
   * that was not closed leaves a target that cannot be unsealed.
   */
  OutputStream seal(String purpose, OutputStream target) throws IOException;

  /**
   * Reads what was sealed. Every byte was authenticated before it is returned, but only the end of
   * the stream ({@code -1}) says that nothing is missing: whoever reads uses nothing before it.
   *
   * @throws IOException {@link java.io.StreamCorruptedException}, here or in a later read, when the
   *     source was changed, cut off, or sealed for another purpose or by another vault
   */
  InputStream unseal(String purpose, InputStream source) throws IOException;
}
