package io.caskade.keys.crypto;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What a vault holds beside its master key, sealed under that: useless alone, so that it may lie in
 * every backup; with the shares of the master key it brings the whole vault back. Written again
 * with each change of the vault.
 */
final class RecoveryFile {
  private static final String PURPOSE = "vault recovery";
  private static final int LONGEST_KEY = 64;

  private RecoveryFile() {}

  static void write(Path file, VaultContents contents, RandomGenerator random) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    byte[] mac = contents.macRoot().getEncoded();
    out.write(mac);
    out.writeShort(contents.ecmKeys().size());
    for (Map.Entry<NetworkId, EcmKey> entry : contents.ecmKeys().entrySet()) {
      byte[] key = new byte[entry.getValue().length()];
      entry.getValue().copyTo(key, 0);
      out.writeUTF(entry.getKey().value());
      out.writeByte(key.length);
      out.write(key);
      Arrays.fill(key, (byte) 0);
    }
    byte[] clear = bytes.toByteArray();
    OwnerOnlyFile.replace(file, new SecretSealing(contents.master(), random).seal(PURPOSE, clear));
    Arrays.fill(clear, (byte) 0);
    Arrays.fill(mac, (byte) 0);
  }

  /**
   * @param master stays the caller's; becomes part of the contents
   * @throws io.caskade.api.base.CaskadeException WRAPPED_KEY_INVALID when it is another vault's
   */
  static VaultContents read(Path file, JceKey master, RandomGenerator random) throws IOException {
    byte[] clear = new SecretSealing(master, random).unseal(PURPOSE, Files.readAllBytes(file));
    try {
      var in = new DataInputStream(new ByteArrayInputStream(clear));
      byte[] mac = in.readNBytes(VaultContents.ROOT_LENGTH);
      Map<NetworkId, EcmKey> keys = new TreeMap<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        var network = new NetworkId(in.readUTF());
        byte[] key = in.readNBytes(Math.min(LONGEST_KEY, in.readUnsignedByte()));
        keys.put(network, new EcmKey(key));
        Arrays.fill(key, (byte) 0);
      }
      return new VaultContents(master, new JceKey(VaultContents.MAC_KEY, mac), keys);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
