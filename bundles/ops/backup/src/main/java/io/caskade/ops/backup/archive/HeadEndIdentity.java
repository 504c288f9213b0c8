package io.caskade.ops.backup.archive;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacSession;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Which head-end it is: sixteen letters that follow from the vault and tell nothing of it. */
public final class HeadEndIdentity {
  private static final int BYTES = 8;

  private HeadEndIdentity() {}

  public static String of(KeyVault vault) {
    byte[] word = "head-end".getBytes(StandardCharsets.US_ASCII);
    MacSession mac = vault.mac("identity");
    mac.update(word, 0, word.length);
    Octets code = mac.finish();
    return HexFormat.of().formatHex(code.toByteArray(), 0, BYTES);
  }
}
