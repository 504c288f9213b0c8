package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Form of the receiver accounts in a snapshot. Passwords stay as the vault sealed them.
 *
 * <pre>
 * known (1) | number of accounts (4) | each: network id, name, version (8), serial (8),
 *     length of the password (2), password, services (4), number of protocols (4), protocols,
 *     number of addresses (4), addresses, newest wins (1), downhops (4), enabled (1)
 * </pre>
 */
final class AccountsCodec {
  private static final int MAX_ACCOUNTS = 10_000_000;

  /** More protocols or addresses than an account can have. */
  private static final int MAX_LIST = 4_096;

  private AccountsCodec() {}

  static void write(KnownAccounts accounts, DataOutputStream out) throws IOException {
    out.writeBoolean(accounts.known());
    out.writeInt(accounts.all().size());
    for (ReceiverAccount account : accounts.all()) {
      out.writeUTF(account.network().value());
      out.writeUTF(account.name());
      out.writeLong(account.version());
      out.writeLong(account.card().value());
      byte[] password = account.password().octets().toByteArray();
      out.writeShort(password.length);
      out.write(password);
      writeRules(account.rules(), out);
      out.writeBoolean(account.enabled());
    }
  }

  private static void writeRules(ReceiverRules rules, DataOutputStream out) throws IOException {
    out.writeInt(rules.services());
    writeTexts(rules.protocols(), out);
    writeTexts(rules.addresses(), out);
    out.writeBoolean(rules.newestWins());
    out.writeInt(rules.downhops());
  }

  private static void writeTexts(Collection<String> texts, DataOutputStream out)
      throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  /**
   * @throws StreamCorruptedException when it makes no sense
   */
  static KnownAccounts read(DataInputStream in) throws IOException {
    boolean known = in.readBoolean();
    int count = SnapshotCodec.count(in, 0, MAX_ACCOUNTS);
    List<ReceiverAccount> accounts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      ReceiverAccount account = readAccount(in);
      if (!names.add(account.name())) {
        throw new StreamCorruptedException("two receiver accounts have one name");
      }
      accounts.add(account);
    }
    if (!known && count > 0) {
      throw new StreamCorruptedException("receiver accounts stand where none are known");
    }
    return known ? KnownAccounts.NONE.become(accounts) : KnownAccounts.NONE;
  }

  private static ReceiverAccount readAccount(DataInputStream in) throws IOException {
    return new ReceiverAccount(
        new NetworkId(in.readUTF()),
        in.readUTF(),
        in.readLong(),
        new CardSerial(in.readLong()),
        readPassword(in),
        readRules(in),
        in.readBoolean());
  }

  private static WrappedKey readPassword(DataInputStream in) throws IOException {
    byte[] password = new byte[in.readUnsignedShort()];
    in.readFully(password);
    return new WrappedKey(Octets.of(password));
  }

  private static ReceiverRules readRules(DataInputStream in) throws IOException {
    int services = in.readInt();
    List<String> protocols = readTexts(in);
    List<String> addresses = readTexts(in);
    return new ReceiverRules(
        services, Set.copyOf(protocols), addresses, in.readBoolean(), in.readInt());
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    int count = SnapshotCodec.count(in, 0, MAX_LIST);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
