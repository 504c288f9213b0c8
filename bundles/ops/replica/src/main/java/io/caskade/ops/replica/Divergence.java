package io.caskade.ops.replica;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalLines;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.ops.replica.wire.KnownFrame;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where two journals part, and what only this one has. Up to the last row that both have, the
 * hashes are the same; so a few questions find it.
 *
 * @param common the last row that both have
 * @param trimmed the other node does not keep that row any more: only a whole copy brings this one
 *     back
 * @param only changes that are in the journal here and not in the other one
 */
record Divergence(ChainPosition common, boolean trimmed, Set<UUID> only) {
  /** More than an operator could enter again; the first of them tell enough. */
  private static final int MOST = 200_000;

  static Divergence find(StoreReplica store, PeerSession session, long peerHead)
      throws IOException {
    ChainPosition head = store.head();
    long common = 0;
    long apart = head.seq() + 1;
    while (apart - common > 1) {
      long middle = common + (apart - common) / 2;
      if (same(store, session, middle, peerHead)) {
        common = middle;
      } else {
        apart = middle;
      }
    }
    Optional<Octets> here = common == 0 ? Optional.of(head(0)) : store.hashAt(common);
    boolean trimmed =
        here.isEmpty() || common > 0 && session.hashAt(common).length() != ChainPosition.HASH;
    return new Divergence(
        new ChainPosition(common, here.orElse(head(0))),
        trimmed || common == 0 && session.hashAt(0).length() != ChainPosition.HASH,
        only(store, session, common));
  }

  private static Octets head(long seq) {
    return seq == 0 ? ChainPosition.BEGINNING.hash() : Octets.empty();
  }

  /** What one of them trimmed counts as the same: it was old when they parted. */
  private static boolean same(StoreReplica store, PeerSession session, long seq, long peerHead)
      throws IOException {
    if (seq > peerHead) {
      return false;
    }
    Octets there = session.hashAt(seq);
    Optional<Octets> here = store.hashAt(seq);
    return here.isEmpty() || there.length() == 0 || here.get().equals(there);
  }

  private static Set<UUID> only(StoreReplica store, PeerSession session, long common)
      throws IOException {
    var only = new LinkedHashSet<UUID>();
    List<UUID> all = store.changesAfter(common, MOST);
    for (int from = 0; from < all.size(); from += KnownFrame.MOST) {
      List<UUID> some = all.subList(from, Math.min(all.size(), from + KnownFrame.MOST));
      only.addAll(some);
      only.removeAll(session.known(some));
    }
    return only;
  }

  /** Writes the changes that only this node has, one JSON object a line, for its owner alone. */
  void export(JournalArchive archive, Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
      archive.read(
          common.seq() + 1,
          Long.MAX_VALUE,
          row -> {
            if (only.contains(row.id())) {
              try {
                out.write(JournalLines.json(row));
                out.newLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
