package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.MacVault;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.keys.WrappedKey;
import io.caskade.keys.crypto.SealedStreams;
import java.nio.ByteBuffer;
import java.util.Random;

/** A vault that binds a wrapped key to itself, the network and the serial, and hides nothing. */
final class TestVault extends MacVault {
  private final String name;

  TestVault(String name) {
    super(name);
    this.name = name;
  }

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
}
