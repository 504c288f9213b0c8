package io.caskade.receivers.cccam.pages;

import java.util.Optional;

/**
 * The head of an HTTP request, as far as pages need it.
 *
 * @param path without the query
 * @param authorization value of that header
 */
record RequestHead(String method, String path, Optional<String> authorization) {
  /** Without the authorization. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
