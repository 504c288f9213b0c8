package io.caskade.api.rights.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Work for many cards of one network. */
public sealed interface BulkWork {
  NetworkId network();

  /** Stable name in documents and rows. */
  String name();

  /** Adds cards with consecutive serials; each gets a key of its own. */
  record AddRange(
      NetworkId network, CardSerial first, int count, CardStatus status, String region, Sold sold)
      implements BulkWork {
    @Override
    public String name() {
      return "add-range";
    }
  }

  /** Changes the same fields of many cards. */
  record Change(NetworkId network, CardSelection cards, CardEdit edit) implements BulkWork {
    @Override
    public String name() {
      return "change";
    }
  }

  /** Moves the end of every window of many cards by so much; windows that ended begin anew now. */
  record Extend(NetworkId network, CardSelection cards, Duration by) implements BulkWork {
    @Override
    public String name() {
      return "extend";
    }
  }

  /** Suspends, resumes, activates, retires or recalls many cards. */
  record Turn(NetworkId network, CardSelection cards, CardOperation operation) implements BulkWork {
    @Override
    public String name() {
      return "turn";
    }
  }

  /** Makes the network equal to billing's complete set; doing it twice changes nothing more. */
  record Synchronise(NetworkId network, List<BilledCard> cards, Unlisted unlisted)
      implements BulkWork {
    @Override
    public String name() {
      return "synchronise";
    }
  }

  /** Which cards. */
  sealed interface CardSelection {
    record Serials(List<CardSerial> serials) implements CardSelection {}

    /** Those that the query finds when the job starts, its page aside. */
    record Query(CardQuery query) implements CardSelection {}
  }

  /**
   * A card as billing wants it.
   *
   * @param subscriber empty leaves the card with whom it is
   */
  record BilledCard(
      CardSerial serial, List<Window> windows, Optional<String> subscriber, boolean suspended) {}

  /** What becomes of cards that billing does not name. */
  enum Unlisted {
    KEEP,
    SUSPEND
  }
}
