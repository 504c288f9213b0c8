package io.caskade.rights.mirror;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Sold;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Form of a snapshot inside its seal; big-endian, strings as {@link DataOutputStream#writeUTF}.
 *
 * <pre>
 * form (4) | seq (8) | change id (16, zero at seq 0) | boundaries announced up to (8, seconds)
 * number of networks (4) | each: id, CA_system_id (4), profile, zone, legacyPhpZone,
 *     grace (4, seconds), rolling validity (4, seconds, 0 for none)
 * number of card tables (4) | each: network id
 *     number of regions (4) | names
 *     number of blocks (4) | each: rows (4), stride (4), serials (4 each), words (24 each), keys,
 *         number of extra words (4), extra words (4 each)
 * receiver accounts, as {@link AccountsCodec} has them
 * </pre>
 *
 * Form 2 ends before the receiver accounts and is read, too. Form 1, without boundaries, rules and
 * extras, was never released.
 */
final class SnapshotCodec {
  private static final int FORM = 3;
  private static final int WITHOUT_ACCOUNTS = 2;
  private static final int MAX_NETWORKS = 65_536;

  /** Most rows of a block in a file: files of before blocks became smaller are read too. */
  private static final int MAX_ROWS = 1_024;

  /** Each card of a full block with as many windows as can be sold. */
  private static final int MAX_EXTRA_WORDS = MAX_ROWS * Extras.length(Sold.MAX_WINDOWS);

  private SnapshotCodec() {}

  static void write(MirrorImage image, OutputStream target) throws IOException {
    var out = new DataOutputStream(target);
    out.writeInt(FORM);
    out.writeLong(image.position().seq());
    UUID id = image.position().changeId();
    out.writeLong(id == null ? 0 : id.getMostSignificantBits());
    out.writeLong(id == null ? 0 : id.getLeastSignificantBits());
    out.writeLong(image.boundariesTo());
    out.writeInt(image.networks().size());
    for (Network network : image.networks()) {
      out.writeUTF(network.id().value());
      out.writeInt(network.caSystemId());
      out.writeUTF(network.profile());
      out.writeUTF(network.zone().getId());
      out.writeUTF(network.legacyPhpZone().getId());
      AiringRules rules = image.rules(network.id());
      out.writeInt((int) rules.grace().toSeconds());
      out.writeInt((int) rules.maxWindow().orElse(Duration.ZERO).toSeconds());
    }
    out.writeInt(image.cards().size());
    for (NetworkCards cards : image.cards().values()) {
      writeCards(cards, out);
    }
    AccountsCodec.write(image.accounts(), out);
    out.flush();
  }

  private static void writeCards(NetworkCards cards, DataOutputStream out) throws IOException {
    out.writeUTF(cards.network().value());
    out.writeInt(cards.regions().names().size());
    for (String region : cards.regions().names()) {
      out.writeUTF(region);
    }
    List<CardBlock> blocks = cards.blocks();
    out.writeInt(blocks.size());
    for (CardBlock block : blocks) {
      out.writeInt(block.size());
      out.writeInt(block.stride());
      writeInts(block.serials(), out);
      writeInts(block.words(), out);
      out.write(block.keys());
      out.writeInt(block.extras().words().length);
      writeInts(block.extras().words(), out);
    }
  }

  private static void writeInts(int[] values, DataOutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
    bytes.asIntBuffer().put(values);
    out.write(bytes.array());
  }

  /**
   * Reads to the end of the source.
   *
   * @throws IOException {@link StreamCorruptedException} when it is no snapshot of this form
   */
  static MirrorImage read(InputStream source) throws IOException {
    var in = new DataInputStream(source);
    try {
      int form = in.readInt();
      if (form != FORM && form != WITHOUT_ACCOUNTS) {
        throw new StreamCorruptedException("form " + form + " is not known here");
      }
      MirrorImage image = readImage(in, form);
      if (in.read() >= 0) {
        throw new StreamCorruptedException("bytes follow the end");
      }
      return image;
    } catch (EOFException
        | UTFDataFormatException
        | CaskadeException
        | DateTimeException
        | IllegalArgumentException e) {
      var corrupted = new StreamCorruptedException("its contents make no sense");
      corrupted.initCause(e);
      throw corrupted;
    }
  }

  private static MirrorImage readImage(DataInputStream in, int form) throws IOException {
    long seq = in.readLong();
    var id = new UUID(in.readLong(), in.readLong());
    long boundariesTo = in.readLong();
    int networks = count(in, 1, MAX_NETWORKS);
    List<Network> directory = new ArrayList<>();
    Map<NetworkId, AiringRules> airing = new HashMap<>();
    for (int i = 0; i < networks; i++) {
      var network =
          new Network(
              new NetworkId(in.readUTF()),
              in.readInt(),
              in.readUTF(),
              ZoneId.of(in.readUTF()),
              ZoneId.of(in.readUTF()));
      directory.add(network);
      airing.put(network.id(), readRules(in));
    }
    int tables = count(in, 0, MAX_NETWORKS);
    Map<NetworkId, NetworkCards> cards = new HashMap<>();
    for (int i = 0; i < tables; i++) {
      NetworkCards table = readCards(in);
      cards.put(table.network(), table);
    }
    return new MirrorImage(
        true,
        seq == 0 ? FeedPosition.START : new FeedPosition(seq, id),
        boundariesTo,
        directory,
        airing,
        cards,
        form == WITHOUT_ACCOUNTS ? KnownAccounts.NONE : AccountsCodec.read(in));
  }

  private static AiringRules readRules(DataInputStream in) throws IOException {
    Duration grace = Duration.ofSeconds(count(in, 0, Integer.MAX_VALUE));
    int window = count(in, 0, Integer.MAX_VALUE);
    return new AiringRules(
        grace, window == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(window)));
  }

  private static NetworkCards readCards(DataInputStream in) throws IOException {
    var network = new NetworkId(in.readUTF());
    int regionCount = count(in, 1, Regions.LIMIT);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < regionCount; i++) {
      names.add(in.readUTF());
    }
    int blockCount = count(in, 0, Integer.MAX_VALUE);
    List<CardBlock> blocks = new ArrayList<>();
    long last = -1;
    for (int i = 0; i < blockCount; i++) {
      CardBlock block = readBlock(in, names.size(), last);
      last = block.lastSerial();
      blocks.add(block);
    }
    return new NetworkCards(network, Regions.of(names), blocks);
  }

  private static CardBlock readBlock(DataInputStream in, int regions, long after)
      throws IOException {
    int rows = count(in, 1, MAX_ROWS);
    int stride = count(in, 1, CardBlock.MAX_KEY);
    int[] serials = readInts(in, rows);
    int[] words = readInts(in, rows * CardBlock.WORDS);
    byte[] keys = new byte[rows * stride];
    in.readFully(keys);
    int extraWords = count(in, 0, MAX_EXTRA_WORDS);
    Extras extras = extraWords == 0 ? Extras.NONE : new Extras(readInts(in, extraWords));
    var block = new CardBlock(serials, words, stride, keys, extras);
    long last = after;
    for (int row = 0; row < rows; row++) {
      if (block.serial(row) <= last
          || block.region(row) >= regions
          || block.keyLength(row) > stride
          || !isSound(block, row)) {
        throw new StreamCorruptedException("card " + block.serial(row) + " makes no sense");
      }
      last = block.serial(row);
    }
    return block;
  }

  private static boolean isSound(CardBlock block, int row) {
    return !block.is(row, CardBlock.EXTRA) || block.extras().sound(block.word(row, CardBlock.MASK));
  }

  private static int[] readInts(DataInputStream in, int count) throws IOException {
    byte[] bytes = new byte[count * 4];
    in.readFully(bytes);
    int[] values = new int[count];
    ByteBuffer.wrap(bytes).asIntBuffer().get(values);
    return values;
  }

  /**
   * @throws StreamCorruptedException when it is not within the limits
   */
  static int count(DataInputStream in, int min, int max) throws IOException {
    int count = in.readInt();
    if (count < min || count > max) {
      throw new StreamCorruptedException("a count of " + count + " makes no sense");
    }
    return count;
  }
}
