package io.caskade.store.jpa.replica;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.api.rights.replica.Pulled;
import io.caskade.store.jpa.journal.ChainTail;
import io.caskade.store.jpa.rows.KeyedRows;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.RowCodec;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.Varint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a round in, in the connection's transaction, which the caller commits when all is well. */
final class Incoming {
  /** Other tables refer to its rows. */
  private static final String PARENT = "network";

  private static final int ROWS = 1_000;

  private final Connection connection;
  private final Map<String, Table> tables = new HashMap<>();
  private final DataInputStream in;
  private final Map<String, Octets> digests = new HashMap<>();
  private long rows;

  Incoming(Connection connection, List<Table> all, InputStream source) {
    this.connection = connection;
    all.forEach(table -> tables.put(table.name(), table));
    this.in = new DataInputStream(new BufferedInputStream(source, 1 << 14));
  }

  /**
   * Reads to the end, checks the chain.
   *
   * @throws MalformedRowException when it does not fit; the caller rolls back
   */
  Pulled read(PullRequest request) throws SQLException, IOException {
    byte[] magic = in.readNBytes(Part.MAGIC.length());
    if (!new String(magic, StandardCharsets.US_ASCII).equals(Part.MAGIC)) {
      throw new MalformedRowException("it does not begin as a round does");
    }
    Instant at = Instant.ofEpochMilli(in.readLong());
    var head = new ChainPosition(Math.max(0, in.readLong()), octets());
    var chain = new ChainTail(connection);
    if (!request.everything()) {
      chain.rewind(request.from().seq());
    }
    int next = in.readUnsignedByte();
    while (next != Part.LAST) {
      switch (next) {
        case Part.WHOLE -> whole();
        case Part.SAME -> same(request);
        case Part.SOME -> some();
        default -> throw new MalformedRowException("an unknown part " + next);
      }
      next = in.readUnsignedByte();
    }
    if (Varint.read(in) != rows) {
      throw new MalformedRowException("rows are missing");
    }
    chain.trim();
    ChainPosition from = request.everything() ? chain.anchor() : request.from();
    if (from.seq() < chain.anchor().seq()) {
      from = chain.anchor();
    }
    if (!chain.leads(from, head)) {
      throw new MalformedRowException("its journal does not follow from the one here");
    }
    return new Pulled(head, at, digests, rows);
  }

  private Octets octets() throws IOException {
    byte[] bytes = new byte[Part.DIGEST];
    in.readFully(bytes);
    return Octets.of(bytes);
  }

  private void same(PullRequest request) throws IOException {
    String name = in.readUTF();
    Octets digest = octets();
    if (!digest.equals(request.digests().get(name))) {
      throw new MalformedRowException("table " + name + " is not as it was");
    }
    digests.put(name, digest);
  }

  private void whole() throws SQLException, IOException {
    Table table = described();
    digests.put(table.name(), octets());
    boolean parent = table.name().equals(PARENT);
    var keyed = new KeyedRows(connection, table, List.of("network_id"));
    if (!parent) {
      keyed.clear();
    }
    var codec = new RowCodec(table.columns());
    List<@Nullable Object[]> waiting = new ArrayList<>();
    int next = in.readUnsignedByte();
    while (next == Part.ROW) {
      waiting.add(codec.read(in));
      rows++;
      if (waiting.size() == ROWS) {
        write(keyed, waiting, parent);
      }
      next = in.readUnsignedByte();
    }
    write(keyed, waiting, parent);
    requireEnd(next, table);
  }

  private static void write(KeyedRows keyed, List<@Nullable Object[]> waiting, boolean parent)
      throws SQLException {
    if (parent) {
      keyed.put(waiting);
    } else {
      keyed.insert(waiting);
    }
    waiting.clear();
  }

  private void some() throws SQLException, IOException {
    Table table = described();
    List<String> key = Part.readNames(in);
    var keys = new RowCodec(Part.keyOf(table, key).columns());
    var codec = new RowCodec(table.columns());
    var gone = new ArrayList<Object[]>();
    List<@Nullable Object[]> fresh = new ArrayList<>();
    int next = in.readUnsignedByte();
    while (next == Part.KEY || next == Part.ROW) {
      if (next == Part.KEY) {
        gone.add(values(keys.read(in)));
      } else {
        fresh.add(codec.read(in));
        rows++;
      }
      next = in.readUnsignedByte();
    }
    requireEnd(next, table);
    var keyed = new KeyedRows(connection, table, key);
    keyed.delete(gone);
    keyed.insert(fresh);
  }

  private static Object[] values(@Nullable Object[] key) throws MalformedRowException {
    Object[] values = new Object[key.length];
    for (int i = 0; i < key.length; i++) {
      Object value = key[i];
      if (value == null) {
        throw new MalformedRowException("a key has no value");
      }
      values[i] = value;
    }
    return values;
  }

  private static void requireEnd(int next, Table table) throws MalformedRowException {
    if (next != Part.END) {
      throw new MalformedRowException("table " + table.name() + " does not end as it should");
    }
  }

  /** A table of this database with the same columns, in the order of the round. */
  private Table described() throws IOException {
    Table table = Part.readTable(in);
    Table own = tables.get(table.name());
    boolean ofNodes =
        Snapshot.OF_NODES.contains(table.name()) && !table.name().equals(Snapshot.KEPT_UNSEALED);
    if (own == null
        || ofNodes
        || own.columns().size() != table.columns().size()
        || !new HashSet<>(own.columns()).equals(new HashSet<>(table.columns()))) {
      throw new MalformedRowException(
          "its table " + table.name() + " is not as in the database here");
    }
    return table;
  }
}
