package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacSession;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.keys.WrappedKey;
import io.caskade.keys.crypto.SealedStreams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A vault that binds a wrapped key to itself, the network and the serial, and hides nothing. */
record TestVault(String name) implements KeyVault {

  StreamSeal seal() {
    return new SealedStreams(this, new Random(7));
  }

  @Override
  public WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key) {
    byte[] wrapped = new byte[4 + key.length()];
    ByteBuffer.wrap(wrapped).putInt(binding(network, serial));
    key.copyTo(wrapped, 4);
    return new WrappedKey(Octets.of(wrapped));
  }

  @Override
  public CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped) {
    ByteBuffer bytes = ByteBuffer.wrap(wrapped.octets().toByteArray());
    if (bytes.remaining() < 4 || bytes.getInt() != binding(network, serial)) {
      throw new CaskadeException(ErrorCode.WRAPPED_KEY_INVALID, network, serial);
    }
    byte[] key = new byte[bytes.remaining()];
    bytes.get(key);
    return new CardKey(key);
  }

  private int binding(NetworkId network, CardSerial serial) {
    return (name + network + serial).hashCode();
  }

  @Override
  public MacSession mac(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec((name + "/" + purpose).getBytes(StandardCharsets.UTF_8), "HMAC"));
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
  public WrappedKey seal(String purpose, Secret secret) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] unseal(String purpose, WrappedKey sealed) {
    throw new UnsupportedOperationException();
  }
}
