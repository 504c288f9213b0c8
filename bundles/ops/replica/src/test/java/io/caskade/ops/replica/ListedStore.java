package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.api.rights.replica.Pulled;
import io.caskade.api.rights.replica.ReplicaStanding;
import io.caskade.api.rights.replica.StoreReplica;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A store that is a journal and nothing else. */
final class ListedStore implements StoreReplica {
  private final List<UUID> rows = new ArrayList<>();
  private ReplicaStanding standing = ReplicaStanding.ALONE;
  private boolean open;
  private boolean away;

  /** A change, as management makes one; false when none is taken. */
  synchronized boolean sell() {
    if (open) {
      rows.add(UUID.randomUUID());
    }
    return open;
  }

  synchronized void away(boolean gone) {
    away = gone;
  }

  synchronized List<UUID> rows() {
    return List.copyOf(rows);
  }

  private void requireThere() {
    if (away) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "it is away in this test");
    }
  }

  private ChainPosition at(int seq) {
    ChainPosition place = ChainPosition.BEGINNING;
    for (int i = 0; i < seq; i++) {
      place = new ChainPosition(i + 1L, next(place.hash(), rows.get(i)));
    }
    return place;
  }

  private static Octets next(Octets hash, UUID row) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hash.toByteArray());
      return Octets.of(digest.digest(row.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized ReplicaStanding standing() {
    requireThere();
    return standing;
  }

  @Override
  public synchronized ChainPosition head() {
    requireThere();
    return at(rows.size());
  }

  @Override
  public synchronized Optional<Octets> hashAt(long seq) {
    return seq <= rows.size() ? Optional.of(at((int) seq).hash()) : Optional.empty();
  }

  @Override
  public synchronized List<UUID> changesAfter(long seq, int limit) {
    return List.copyOf(rows.subList((int) seq, (int) Math.min(rows.size(), seq + limit)));
  }

  @Override
  public synchronized Set<UUID> known(Collection<UUID> changes) {
    var known = new HashSet<>(changes);
    known.retainAll(rows);
    return known;
  }

  @Override
  public synchronized void lead(long epoch) {
    requireThere();
    standing = new ReplicaStanding(true, false, epoch, "");
    open = true;
  }

  @Override
  public synchronized void pause() {
    open = false;
  }

  @Override
  public synchronized void follow(long epoch, String active, Duration sealing) {
    requireThere();
    standing = new ReplicaStanding(true, true, epoch, active);
    open = false;
  }

  @Override
  public synchronized void leave() {
    standing = ReplicaStanding.ALONE;
    open = true;
  }

  @Override
  public synchronized void send(PullRequest request, Instant now, OutputStream target)
      throws IOException {
    requireThere();
    int from = request.everything() ? 0 : (int) request.from().seq();
    if (from > rows.size() || !request.everything() && !at(from).equals(request.from())) {
      throw new CaskadeException(ErrorCode.REPLICA_DIVERGED, "row " + from);
    }
    var out = new DataOutputStream(target);
    out.writeLong(now.toEpochMilli());
    out.writeInt(rows.size() - from);
    for (UUID row : rows.subList(from, rows.size())) {
      out.writeLong(row.getMostSignificantBits());
      out.writeLong(row.getLeastSignificantBits());
    }
    out.flush();
  }

  @Override
  public Pulled receive(PullRequest request, InputStream source) throws IOException {
    var in = new DataInputStream(source);
    Instant at = Instant.ofEpochMilli(in.readLong());
    var added = new ArrayList<UUID>();
    for (int left = in.readInt(); left > 0; left--) {
      added.add(new UUID(in.readLong(), in.readLong()));
    }
    synchronized (this) {
      rows.subList(request.everything() ? 0 : (int) request.from().seq(), rows.size()).clear();
      rows.addAll(added);
      return new Pulled(at(rows.size()), at, Map.of(), added.size());
    }
  }
}
