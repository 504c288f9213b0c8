package io.caskade.faces.rest.shapes;

import java.util.Optional;

/**
 * The key for ECMs that the cards of a network hold.
 *
 * @param key 64 hexadecimal digits
 * @param replace accept that cards exist which know the present key
 */
public record EcmKeyRequest(String key, Optional<Boolean> replace) {
  /** Without the key. */
  @Override
  public String toString() {
    return "EcmKeyRequest[...]";
  }
}
