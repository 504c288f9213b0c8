package io.caskade.store.jpa.rights;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Urgency;
import io.caskade.store.jpa.changes.KnownNetworks;
import io.caskade.store.jpa.changes.StateText;
import io.caskade.store.jpa.changes.Writer;
import io.caskade.store.jpa.changes.Written;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Writes operator networks. */
public final class NetworkWriter implements Writer<NetworkChange> {
  private static final String ADD = "ADD";

  @Override
  public Class<NetworkChange> kind() {
    return NetworkChange.class;
  }

  @Override
  public void requireNextVersion(NetworkChange change) {
    OperatorNetwork after = change.after();
    if (change.operation().equals(ADD) && (after == null || after.version() != 1)) {
      throw new IllegalArgumentException("a new network begins with version 1");
    }
  }

  @Override
  public Locked<NetworkChange> lock(EntityManager entities, List<NetworkChange> changes) {
    Map<NetworkId, NetworkEntity> rows = new HashMap<>();
    changes.stream()
        .filter(change -> !change.operation().equals(ADD))
        .map(NetworkChange::network)
        .distinct()
        .sorted()
        .forEach(
            id -> {
              NetworkEntity row =
                  entities.find(NetworkEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
              if (row != null) {
                rows.put(id, row);
              }
            });
    return change -> write(entities, rows, change);
  }

  private static Written write(
      EntityManager entities, Map<NetworkId, NetworkEntity> rows, NetworkChange change) {
    NetworkEntity row = rows.get(change.network());
    OperatorNetwork after = change.after();
    String before = row == null ? null : StateText.of(row.toNetwork());
    if (change.operation().equals(ADD)) {
      add(entities, rows, change.network(), after);
    } else if (row == null || (after != null && after.version() != row.version() + 1)) {
      throw new WorkConflict("network " + change.network());
    } else if (after != null) {
      row.change(after);
    }
    return new Written(
        true,
        change.operation(),
        Urgency.SINGLE,
        null,
        "network:" + change.network(),
        Written.OK,
        before,
        after == null ? null : StateText.of(after));
  }

  private static void add(
      EntityManager entities,
      Map<NetworkId, NetworkEntity> rows,
      NetworkId id,
      @Nullable OperatorNetwork added) {
    if (added == null || rows.containsKey(id)) {
      throw new WorkConflict("network " + id);
    }
    var row = new NetworkEntity(added);
    entities.persist(row);
    rows.put(id, row);
  }

  @Override
  public Present<NetworkChange> present(
      EntityManager entities, KnownNetworks networks, List<NetworkChange> changes) {
    Map<NetworkId, OperatorNetwork> present = new HashMap<>();
    entities
        .createQuery("select n from Network n", NetworkEntity.class)
        .getResultStream()
        .forEach(row -> present.put(row.id(), row.toNetwork()));
    return change -> require(present, change);
  }

  private static void require(Map<NetworkId, OperatorNetwork> present, NetworkChange change) {
    OperatorNetwork known = present.get(change.network());
    OperatorNetwork after = change.after();
    if (change.operation().equals(ADD)) {
      if (known != null) {
        throw new CaskadeException(ErrorCode.NETWORK_EXISTS, change.network());
      }
      if (after != null) {
        requireFree(present, after.network().caSystemId());
      }
    } else if (known == null) {
      throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, change.network());
    } else if (after != null && after.version() != known.version() + 1) {
      throw new CaskadeException(ErrorCode.VERSION_CONFLICT, change.network(), change.network());
    }
    if (after != null) {
      present.put(change.network(), after);
    }
  }

  private static void requireFree(Map<NetworkId, OperatorNetwork> present, int caSystemId) {
    present.values().stream()
        .filter(other -> other.network().caSystemId() == caSystemId)
        .findFirst()
        .ifPresent(
            owner -> {
              throw new CaskadeException(
                  ErrorCode.CA_SYSTEM_ID_TAKEN, "%04X".formatted(caSystemId), owner.network().id());
            });
  }
}
