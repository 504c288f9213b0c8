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
   * Forgets sealed rows made before an instant; the chain goes on from an anchor that the vault
   * signs.
   *
   * @return how many rows went
   */
  long trim(Instant before);

  /** What a card was, the latest state first. */
  List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit);

  /**
   * Streams every card of a network as it was at an instant, ordered by serial, in flat memory.
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
