package io.caskade.lib.cardprotocol.dialect;

/**
 * Whatever brings a command to a card and its answer back.
 *
 * @param <E> what it throws when no answer came
 */
@FunctionalInterface
public interface CardExchange<E extends Exception> {
  /**
   * Sends a command and waits for its answer.
   *
   * @param command header and data, wiped by the caller when this returns
   * @return data and status; wiped by the caller
   */
  byte[] exchange(byte[] command) throws E;
}
