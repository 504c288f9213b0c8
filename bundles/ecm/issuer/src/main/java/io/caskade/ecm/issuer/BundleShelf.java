package io.caskade.ecm.issuer;

import java.io.IOException;
import java.net.URI;

/** What a planned swap needs of the framework. */
interface BundleShelf {
  /** Something that the framework or the file refused; the message says what. */
  final class ShelfException extends Exception {
    private static final long serialVersionUID = 1L;

    ShelfException(String message) {
      super(message);
    }
  }

  /**
   * Installs a bundle beside those that are there.
   *
   * @return its id
   */
  long install(URI source) throws IOException, ShelfException;

  /** Starts it, also after a restart of the framework. */
  void start(long bundleId) throws ShelfException;

  /** Stops and uninstalls a bundle; one that is gone already is no error. */
  void remove(long bundleId) throws ShelfException;
}
