package io.caskade.store.jpa.journal;

import io.caskade.api.base.Octets;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacSession;
import java.nio.ByteBuffer;

/**
 * Where the chain begins after older rows were trimmed: the link that they ended with, signed by
 * the vault.
 *
 * @param trimmedBefore rows made before this instant may be gone, in milliseconds
 * @param mac over sequence number (8 bytes, big-endian), hash and {@code trimmedBefore} (8 bytes)
 */
record Anchor(ChainLink link, long trimmedBefore, Octets mac) {
  /** Nothing was trimmed. */
  static final Anchor NONE = new Anchor(ChainLink.BEGINNING, 0, Octets.of(new byte[0]));

  static Anchor signed(ChainLink link, long trimmedBefore, KeyVault vault) {
    return new Anchor(link, trimmedBefore, mac(link, trimmedBefore, vault));
  }

  boolean genuine(KeyVault vault) {
    return link.seq() == 0 || mac(link, trimmedBefore, vault).equals(mac);
  }

  private static Octets mac(ChainLink link, long trimmedBefore, KeyVault vault) {
    MacSession session = vault.mac(JournalTables.ANCHOR_PURPOSE);
    byte[] bytes =
        ByteBuffer.allocate(16 + link.hash().length())
            .putLong(link.seq())
            .put(link.hash().toByteArray())
            .putLong(trimmedBefore)
            .array();
    session.update(bytes, 0, bytes.length);
    return session.finish();
  }
}
