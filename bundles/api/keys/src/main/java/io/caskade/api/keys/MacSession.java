package io.caskade.api.keys;

import io.caskade.api.base.Octets;
import org.osgi.annotation.versioning.ProviderType;

/** One message authentication code in the making. Confined to a thread; used once. */
@ProviderType
public interface MacSession {
  void update(byte[] bytes, int offset, int length);

  /** The code, 32 bytes; the session is spent. */
  Octets finish();
}
