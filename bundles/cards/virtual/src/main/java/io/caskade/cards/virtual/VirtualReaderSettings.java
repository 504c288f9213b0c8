package io.caskade.cards.virtual;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.cards.virtual.card.CardMode;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.limit.ServiceLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A virtual reader's configuration, checked.
 *
 * @param config CONFIG file of its card
 * @param states folder of the card's state
 */
record VirtualReaderSettings(Path config, Optional<Path> states, CardTerms terms) {
  private static final int MOST_HOURS = 8_760;

  /**
   * @param name of the reader
   * @throws CaskadeException READER_SETTING, with the value and the setting
   */
  static VirtualReaderSettings read(String name, VirtualReaderConfig config) {
    if (config.config().isBlank()) {
      throw refusal(name, "''", "config");
    }
    CardMode mode =
        CardMode.named(config.mode().strip())
            .orElseThrow(() -> refusal(name, config.mode(), "mode"));
    int services = config.services();
    if (services < ServiceLimit.LEAST_SERVICES || services > ServiceLimit.MOST_SERVICES) {
      throw refusal(name, services, "services");
    }
    if (config.blockHours() < 1 || config.blockHours() > MOST_HOURS) {
      throw refusal(name, config.blockHours(), "blockHours");
    }
    String states = config.stateDirectory().strip();
    return new VirtualReaderSettings(
        Path.of(config.config().strip()),
        states.isEmpty() ? Optional.empty() : Optional.of(Path.of(states)),
        new CardTerms(mode, services, Duration.ofHours(config.blockHours())));
  }

  private static CaskadeException refusal(String name, Object value, String setting) {
    return new CaskadeException(ErrorCode.READER_SETTING, name, value.toString(), setting);
  }
}
