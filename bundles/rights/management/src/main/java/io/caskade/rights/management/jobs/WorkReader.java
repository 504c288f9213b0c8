package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what {@link WorkWriter} wrote; whatever else it finds is an {@link IOException}. */
final class WorkReader {
  private final DataInputStream in;
  private final NetworkId network;

  WorkReader(DataInputStream in, NetworkId network) {
    this.in = in;
    this.network = network;
  }

  BulkWork read() throws IOException {
    String name = in.readUTF();
    return switch (name) {
      case "add-range" ->
          new BulkWork.AddRange(
              network, serial(), in.readInt(), name(CardStatus.class), in.readUTF(), sold());
      case "change" -> new BulkWork.Change(network, selection(), edit());
      case "extend" -> new BulkWork.Extend(network, selection(), Duration.ofSeconds(in.readLong()));
      case "turn" -> new BulkWork.Turn(network, selection(), name(CardOperation.class));
      case "synchronise" -> synchronise();
      default -> throw new IOException("work " + name);
    };
  }

  private BulkWork.Synchronise synchronise() throws IOException {
    BulkWork.Unlisted unlisted = name(BulkWork.Unlisted.class);
    int count = count(Rows.MAX);
    var cards = new ArrayList<BulkWork.BilledCard>();
    for (int i = 0; i < count; i++) {
      cards.add(new BulkWork.BilledCard(serial(), windows(), text(), in.readBoolean()));
    }
    return new BulkWork.Synchronise(network, List.copyOf(cards), unlisted);
  }

  private BulkWork.CardSelection selection() throws IOException {
    if (in.readBoolean()) {
      return new BulkWork.CardSelection.Query(query());
    }
    Rows rows = Rows.read(in);
    return new BulkWork.CardSelection.Serials(rows.between(0, rows.size()));
  }

  private CardQuery query() throws IOException {
    return new CardQuery(
        network,
        text(),
        statuses(),
        new ProductMask(in.readInt()),
        text(),
        text(),
        maybeInstant(),
        maybeInstant(),
        Optional.empty(),
        Selecting.PAGE);
  }

  private Set<CardStatus> statuses() throws IOException {
    int count = count(CardStatus.values().length);
    Set<CardStatus> statuses = EnumSet.noneOf(CardStatus.class);
    for (int i = 0; i < count; i++) {
      statuses.add(name(CardStatus.class));
    }
    return statuses;
  }

  private CardEdit edit() throws IOException {
    return new CardEdit(
        in.readBoolean() ? Optional.of(windows()) : Optional.empty(),
        flag(),
        flag(),
        text(),
        in.readBoolean() ? Optional.of(text()) : Optional.empty(),
        in.readBoolean() ? Optional.of(text()) : Optional.empty(),
        in.readBoolean() ? Optional.of(text().map(CardSerial::parse)) : Optional.empty());
  }

  private Sold sold() throws IOException {
    return new Sold(windows(), in.readBoolean(), maybeInstant(), in.readBoolean());
  }

  private List<Window> windows() throws IOException {
    int count = count(WorkChecks.MAX_ENTERED_WINDOWS);
    var windows = new ArrayList<Window>();
    for (int i = 0; i < count; i++) {
      windows.add(new Window(new ProductMask(in.readInt()), instant(), instant()));
    }
    return List.copyOf(windows);
  }

  private CardSerial serial() throws IOException {
    return new CardSerial(Integer.toUnsignedLong(in.readInt()));
  }

  private Instant instant() throws IOException {
    try {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    } catch (DateTimeException e) {
      throw new IOException("an instant outside of time", e);
    }
  }

  private Optional<Instant> maybeInstant() throws IOException {
    return in.readBoolean() ? Optional.of(instant()) : Optional.empty();
  }

  private Optional<String> text() throws IOException {
    return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
  }

  private Optional<Boolean> flag() throws IOException {
    return in.readBoolean() ? Optional.of(in.readBoolean()) : Optional.empty();
  }

  private <E extends Enum<E>> E name(Class<E> names) throws IOException {
    String name = in.readUTF();
    try {
      return Enum.valueOf(names, name);
    } catch (IllegalArgumentException e) {
      throw new IOException(names.getSimpleName() + " " + name, e);
    }
  }

  private int count(int max) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > max) {
      throw new IOException("a count of " + count);
    }
    return count;
  }
}
