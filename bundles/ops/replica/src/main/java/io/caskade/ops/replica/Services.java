package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.replica.StoreReplica;
import org.jspecify.annotations.Nullable;

/** What a node stands on, each of it here or away at any moment. */
final class Services {
  volatile @Nullable StoreReplica store;
  volatile @Nullable StoreDump dump;
  volatile @Nullable ChangeFeed feed;
  volatile @Nullable JournalArchive archive;
  volatile @Nullable KeyVault vault;
  volatile @Nullable CertificateIssuer issuer;

  StoreReplica store() {
    return need(store, "the store");
  }

  StoreDump dump() {
    return need(dump, "the store");
  }

  ChangeFeed feed() {
    return need(feed, "the store");
  }

  JournalArchive archive() {
    return need(archive, "the journal");
  }

  KeyVault vault() {
    return need(vault, "the key vault");
  }

  CertificateIssuer issuer() {
    return need(issuer, "the key vault");
  }

  private static <T> T need(@Nullable T service, String what) {
    if (service == null) {
      throw new CaskadeException(ErrorCode.DATABASE_STARTING, what + " is not started");
    }
    return service;
  }
}
