package io.caskade.api.rights.journal;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The journal below management: reading, checking and trimming it. Implemented by the store; every
 * call can throw {@link CaskadeException} DATABASE_UNAVAILABLE.
 */
@ProviderType
public interface JournalArchive {
  List<JournalRow> rows(JournalQuery query);

  /** Streams sealed rows in their order, in flat memory. */
  void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer);

  /** Walks the whole chain and tells everything that is wrong with it. */
  Verdict verify();

  /**
   * As {@link #verify()}, and compares the chain with copies of its head that were kept outside of
   * the database, in the log or in syslog: who holds the database and the vault can rewrite both,
   * but not those.
   */
  Verdict verify(List<Head> copies);

  /**
   * Forgets sealed rows made before an instant; the chain goes on from an anchor that the vault
   * signs.
   *
   * @return how many rows went
   */
  long trim(Instant before);

  /** Nothing younger than this was forgotten; {@link Instant#EPOCH} when nothing ever was. */
  Instant keptSince();

  /** What was done to a card, the latest first, with rows that wait for their seal. */
  List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit);

  /**
   * Streams every card of a network as it was at an instant, ordered by serial, in flat memory. The
   * state is what stood before the first change after the instant, else the present one; a card
   * that was added later is left out. Number, actor and operation of the states are empty and their
   * time is the instant: who made them so stands in {@link #cardRows}.
   *
   * @throws CaskadeException FIELD_INVALID before the oldest row that is kept
   */
  void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer);

  /**
   * What the verifier found.
   *
   * @param rows rows that verify, from the anchor on
   * @param head the last number
   * @param faults empty when the chain is whole
   */
  record Verdict(long rows, long head, List<Fault> faults) {
    public boolean whole() {
      return faults.isEmpty();
    }
  }

  /**
   * A head of the chain as it was told to the log.
   *
   * @param hash 64 hexadecimal digits, lower case
   */
  record Head(long seq, String hash) {}

  /** Something that is wrong, and where. */
  record Fault(Kind kind, long seq, String detail) {
    /** Kinds of tampering that are told apart. */
    public enum Kind {
      ROW_CHANGED,
      ROW_MISSING,
      ORDER_CHANGED,
      TAIL_CUT,
      HEAD_FORGED,
      CHAIN_REWRITTEN
    }
  }

  /** A card as it was, with its serial. */
  record CardPast(CardSerial serial, io.caskade.api.rights.CardPast state, Instant registeredAt) {}
}
