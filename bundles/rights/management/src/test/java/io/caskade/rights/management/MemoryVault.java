package io.caskade.rights.management;

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
import io.caskade.api.keys.WrappedKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A vault that "wraps" by turning the bits round, so that tests can look inside. */
public final class MemoryVault implements KeyVault {
  public final List<CardKey> made = new ArrayList<>();
  public final Map<NetworkId, byte[]> ecmKeys = new HashMap<>();

  @Override
  public EcmKey ecmKey(NetworkId network) {
    byte[] key = ecmKeys.get(network);
    if (key == null) {
      throw new CaskadeException(ErrorCode.KEY_UNKNOWN, network);
    }
    return new EcmKey(key);
  }

  @Override
  public boolean hasEcmKey(NetworkId network) {
    return ecmKeys.containsKey(network);
  }

  @Override
  public void createEcmKey(NetworkId network, int length) {
    ecmKeys.put(network, new byte[length]);
  }

  @Override
  public void importEcmKey(NetworkId network, EcmKey key) {
    byte[] bytes = new byte[key.length()];
    key.copyTo(bytes, 0);
    ecmKeys.put(network, bytes);
  }

  @Override
  public CardKey newCardKey(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (0x40 + made.size()));
    var key = new CardKey(bytes);
    made.add(key);
    return key;
  }

  @Override
  public WrappedKey wrap(NetworkId network, CardSerial serial, CardKey key) {
    byte[] bytes = new byte[key.length()];
    key.copyTo(bytes, 0);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return new WrappedKey(Octets.of(bytes));
  }

  @Override
  public CardKey unwrap(NetworkId network, CardSerial serial, WrappedKey wrapped) {
    byte[] bytes = wrapped.octets().toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return new CardKey(bytes);
  }

  @Override
  public WrappedKey seal(String purpose, Secret secret) {
    byte[] bytes = new byte[secret.length()];
    secret.copyTo(bytes, 0);
    return new WrappedKey(Octets.of(turned(bytes, purpose.hashCode())));
  }

  @Override
  public byte[] unseal(String purpose, WrappedKey sealed) {
    return turned(sealed.octets().toByteArray(), purpose.hashCode());
  }

  private static byte[] turned(byte[] bytes, int mask) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = (byte) (bytes[i] ^ mask);
    }
    return turned;
  }

  @Override
  public MacSession mac(String purpose) {
    throw new UnsupportedOperationException();
  }
}
