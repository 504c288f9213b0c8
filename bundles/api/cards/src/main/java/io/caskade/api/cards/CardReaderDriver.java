package io.caskade.api.cards;

import io.caskade.api.base.CaskadeException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service of a reader driver: one for each configured reader, that is for each
 * configuration of the factory {@code io.caskade.reader.<driver>}. {@link ReaderId} reads off its
 * service properties which one it serves; those of a component with such a configuration suffice.
 * Holds no card: whoever calls {@link #connect} holds the connection and closes it before the
 * service may go.
 */
@ConsumerType
public interface CardReaderDriver {
  /** Start of the factory PIDs of all readers; the driver's name follows. */
  String FACTORY_PREFIX = "io.caskade.reader.";

  /**
   * Service property: the driver's name when it is not the factory's, for example {@code phoenix}.
   */
  String DRIVER = "reader.driver";

  /** Service property: the reader's name when it is not that of the configuration. */
  String NAME = "reader.name";

  /**
   * Gives the card power and reads its answer to reset. Called about once a second while the reader
   * is empty, so a missing card must be told within 2 s and leave nothing behind.
   *
   * @throws CaskadeException {@code CARD_ABSENT}, {@code CARD_MUTE}, {@code READER_GONE}, ...
   */
  CardConnection connect();
}
