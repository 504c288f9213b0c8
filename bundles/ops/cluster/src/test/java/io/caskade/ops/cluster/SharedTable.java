package io.caskade.ops.cluster;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared database in memory and in virtual time: the promises of {@link LeaseStore}, which the
 * store proves on real databases. {@link #seenBy} is what one node reaches of it.
 */
final class SharedTable {
  private final LongSupplier nanos;
  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Seen> nodes = new TreeMap<>();
  List<String> unknownChanges = List.of();

  private record Row(
      String node, String process, long epoch, long until, String heir, long heirUntil) {}

  private record Seen(NodeCard card, long at) {}

  SharedTable(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** One node's way to it, which can be cut. */
  final class Way implements LeaseStore {
    @Nullable ErrorCode cut;
    Duration answersAfter = Duration.ZERO;

    private void pass() {
      ErrorCode why = cut;
      if (why != null) {
        throw new CaskadeException(why, "cut by the test");
      }
    }

    @Override
    public Instant serverTime() {
      pass();
      return Instant.EPOCH.plusNanos(nanos.getAsLong());
    }

    @Override
    public List<String> unknownChanges() {
      pass();
      return unknownChanges;
    }

    @Override
    public boolean announce(NodeCard card) {
      pass();
      Seen before = nodes.get(card.node());
      boolean free =
          before == null
              || before.card().process().equals(card.process())
              || before.at() + TIME_TO_LIVE.toNanos() <= nanos.getAsLong();
      if (free) {
        nodes.put(card.node(), new Seen(card, nanos.getAsLong()));
      }
      return free;
    }

    @Override
    public void retire(String node, String process) {
      pass();
      nodes.computeIfPresent(
          node,
          (name, seen) ->
              seen.card().process().equals(process)
                  ? new Seen(seen.card(), Long.MIN_VALUE / 2)
                  : seen);
    }

    @Override
    public List<NodeCard> nodes() {
      pass();
      return nodes.values().stream().map(SharedTable.this::shown).toList();
    }

    @Override
    public List<LeaseRow> leases() {
      pass();
      return rows.keySet().stream().map(SharedTable.this::shown).toList();
    }

    @Override
    public LeaseRow take(String name, String node, String process, long above) {
      pass();
      long now = nanos.getAsLong();
      Row row = rows.getOrDefault(name, new Row("", "", 0, 0, "", 0));
      boolean own = row.node().equals(node) && row.process().equals(process);
      boolean promised = !row.heir().isEmpty() && row.heirUntil() > now;
      if ((own || row.until() <= now) && (!promised || row.heir().equals(node))) {
        long epoch = own ? row.epoch() : Math.max(row.epoch(), above) + 1;
        String heir = row.heir().equals(node) ? "" : row.heir();
        rows.put(
            name,
            new Row(node, process, epoch, now + TIME_TO_LIVE.toNanos(), heir, row.heirUntil()));
      }
      return shown(name);
    }

    @Override
    public void release(String name, String node, String process) {
      pass();
      Row row = rows.get(name);
      if (row != null && row.node().equals(node) && row.process().equals(process)) {
        rows.put(name, new Row(node, process, row.epoch(), 0, row.heir(), row.heirUntil()));
      }
    }

    @Override
    public boolean promise(String name, String heir) {
      pass();
      Row row = rows.get(name);
      if (row == null) {
        return false;
      }
      long until = nanos.getAsLong() + HEIR_WAIT.toNanos();
      rows.put(name, new Row(row.node(), row.process(), row.epoch(), row.until(), heir, until));
      return true;
    }
  }

  Way seenBy() {
    return new Way();
  }

  /** As after a restore from a backup: what happened since is forgotten. */
  void forgetLeases() {
    rows.clear();
  }

  private NodeCard shown(Seen seen) {
    NodeCard card = seen.card();
    boolean live = nanos.getAsLong() - seen.at() < LeaseStore.TIME_TO_LIVE.toNanos();
    return new NodeCard(
        card.node(),
        card.process(),
        card.build(),
        card.address(),
        card.clockOffset(),
        Instant.EPOCH,
        live);
  }

  private LeaseRow shown(String name) {
    Row row = Objects.requireNonNull(rows.get(name));
    long now = nanos.getAsLong();
    return new LeaseRow(
        name,
        row.node(),
        row.process(),
        row.epoch(),
        Duration.ofNanos(Math.max(0, row.until() - now)),
        row.until() == 0,
        row.heirUntil() > now ? row.heir() : "");
  }
}
