package io.caskade.ops.backup;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.api.rights.dump.StoreDump;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A database of a few bytes whose dump can be held up or can fail. */
class FakeStore implements StoreDump, ChangeFeed {
  static final byte[] ROWS = new byte[300_000];

  /** Runs in the middle of a dump. */
  interface Midway {
    void run() throws IOException;
  }

  volatile Midway midway = () -> {};

  @Override
  public SchemaLevel schema() {
    return new SchemaLevel(List.of("1-network", "1-card"));
  }

  @Override
  public DumpSummary write(OutputStream target, LongConsumer progress) throws IOException {
    target.write(ROWS, 0, 100_000);
    midway.run();
    target.write(ROWS, 100_000, 200_000);
    progress.accept(3);
    return new DumpSummary(schema(), Map.of("card", 3L), 3);
  }

  @Override
  public DumpSummary read(InputStream source, LongConsumer progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long head() {
    return 3;
  }

  @Override
  public List<SealedChange> after(long seq, int limit) {
    return List.of();
  }

  @Override
  public List<OperatorNetwork> networks() {
    var main = new Network(NetworkId.MAIN, 0x0B00, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC);
    return List.of(new OperatorNetwork(main, NetworkPolicy.DEFAULT, 1));
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return List.of();
  }

  @Override
  public void readAll(Consumer<Card> consumer) {}

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    return List.of();
  }

  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {}
}
