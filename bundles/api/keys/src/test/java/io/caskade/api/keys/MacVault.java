package io.caskade.api.keys;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A vault for tests that only authenticates and refuses everything else; tests that need more
 * extend it.
 */
public class MacVault implements KeyVault {
  private final String secret;

  /** Vaults of another secret make other codes. */
  public MacVault(String secret) {
    this.secret = secret;
  }

  @Override
  public MacSession mac(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec((secret + "/" + purpose).getBytes(StandardCharsets.UTF_8), "HMAC"));
      return new MacSession() {
        @Override
        public void update(byte[] bytes, int offset, int length) {
          mac.update(bytes, offset, length);
        }

        @Override
        public Octets finish() {
          return Octets.of(mac.doFinal());
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public EcmKey ecmKey(NetworkId network) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasEcmKey(NetworkId network) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createEcmKey(NetworkId network, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void importEcmKey(NetworkId network, EcmKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CardKey newCardKey(int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WrappedKey seal(String purpose, Secret secret) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] unseal(String purpose, WrappedKey sealed) {
    throw new UnsupportedOperationException();
  }
}
