package io.caskade.api.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All configured readers and the cards in them. Each reader does one thing after the other; calls
 * wait for it at most 60 s and at most eight wait, more are refused with {@code READER_BUSY}. Safe
 * for any thread that may block, so never for an event loop.
 */
@ProviderType
public interface CardReaders {
  /** In the order of their names. Never blocks. */
  List<ReaderStatus> list();

  /**
   * Reads what the card tells about itself; changes nothing on it.
   *
   * @throws CaskadeException {@code READER_UNKNOWN}, {@code CARD_ABSENT}, {@code CARD_NOT_OURS},
   *     ...
   */
  CardSheet read(String reader);

  /**
   * Makes an ECM of this network with random control words and asks the card to open it. Counts as
   * an ECM on the card.
   *
   * @param products of the service that the ECM pretends to belong to
   * @throws CaskadeException {@code NETWORK_UNKNOWN}, {@code READER_UNKNOWN}, {@code CARD_ABSENT}
   */
  EcmTrial tryEcm(String reader, NetworkId network, ProductMask products);
}
