package io.caskade.tools.bench.faults;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.tools.bench.BenchFolder;
import io.caskade.tools.bench.HeadEnd;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** One channel with one stream whose ECMs are opened as a card would: what time do they bear? */
final class EcmProbe implements AutoCloseable {
  private static final int ECM_RESPONSE = 0x0202;
  private static final int DATAGRAM = 0x0015;
  private static final int PATIENCE_MS = 5_000;

  private final Socket socket;
  private final DataInputStream in;
  private final EcmOpener opener;
  private int cp;

  EcmProbe(HeadEnd headEnd) throws IOException {
    opener = opener(headEnd);
    socket = new Socket("127.0.0.1", headEnd.ports().ecmg());
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    send(
        message(0x0001, 14)
            .putInt(0x000E0002)
            .putShort((short) 1)
            .putInt(0x00010004)
            .putInt(0x0B000001));
    read();
    send(
        message(0x0101, 24)
            .putInt(0x000E0002)
            .putShort((short) 1)
            .putInt(0x000F0002)
            .putShort((short) 1)
            .putInt(0x00190002)
            .putShort((short) 1)
            .putInt(0x00100002)
            .putShort((short) 100));
    read();
  }

  /** The vault of a running head-end is opened as a copy: opening may write. */
  private static EcmOpener opener(HeadEnd headEnd) throws IOException {
    try (var folder = new BenchFolder()) {
      try (Pkcs12Vault vault = copyOfVault(headEnd, folder.path())) {
        EcmKey key = vault.ecmKey(NetworkId.MAIN);
        try {
          return new Tvcas3Profile(new BlockCiphers()).ecmOpener(key);
        } finally {
          key.destroy();
        }
      }
    }
  }

  /** Opens a copy of the vault as it lies there now. */
  static Pkcs12Vault copyOfVault(HeadEnd headEnd, Path folder) throws IOException {
    Path store = Files.copy(headEnd.file("etc/vault.p12"), folder.resolve("vault.p12"));
    Path password =
        Files.copy(headEnd.file("etc/vault.password"), folder.resolve("vault.password"));
    return Pkcs12Vault.open(new VaultFiles(store, password), new SecureRandom(), () -> {});
  }

  /** The time in a fresh ECM. */
  Instant time() throws IOException {
    cp = cp + 1 & 0xFFFF;
    send(
        message(0x0201, 54)
            .putInt(0x000E0002)
            .putShort((short) 1)
            .putInt(0x000F0002)
            .putShort((short) 1)
            .putInt(0x00120002)
            .putShort((short) cp)
            .putInt(0x000D0004)
            .putInt(1)
            .putInt(0x0014000A)
            .putShort((short) cp)
            .putLong(0x1122334455667788L + cp)
            .putInt(0x0014000A)
            .putShort((short) (cp + 1))
            .putLong(0x1122334455667788L + cp + 1));
    byte[] body = read();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    while (bytes.remaining() >= 4) {
      int type = bytes.getShort() & 0xFFFF;
      byte[] value = new byte[bytes.getShort() & 0xFFFF];
      bytes.get(value);
      if (type == DATAGRAM) {
        return opener
            .open(new EcmDatagram(Octets.of(value)))
            .orElseThrow(() -> new IOException("the ECM does not open with the vault's key"))
            .issuedAt();
      }
    }
    throw new IOException("an answer without ECM");
  }

  /** Body of the next message; channel_test and the like do not come this soon. */
  private byte[] read() throws IOException {
    in.readByte();
    int type = in.readUnsignedShort();
    byte[] body = new byte[in.readUnsignedShort()];
    in.readFully(body);
    if (type != ECM_RESPONSE && type != 0x0003 && type != 0x0103) {
      throw new IOException("the ECMG answered 0x%04X".formatted(type));
    }
    return body;
  }

  private static ByteBuffer message(int type, int length) {
    return ByteBuffer.allocate(5 + length)
        .put((byte) 2)
        .putShort((short) type)
        .putShort((short) length);
  }

  private void send(ByteBuffer message) throws IOException {
    socket.getOutputStream().write(message.array());
  }

  @Override
  public void close() throws IOException {
    opener.close();
    socket.close();
  }
}
