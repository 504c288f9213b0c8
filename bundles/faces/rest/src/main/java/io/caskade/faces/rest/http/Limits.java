package io.caskade.faces.rest.http;

/**
 * What one client may ask for.
 *
 * @param bodyBytes of a request
 * @param bulkBytes of a bulk request
 * @param eventStreams at the same time, of all clients
 */
public record Limits(long bodyBytes, long bulkBytes, int eventStreams) {
  public static final Limits DEFAULT = new Limits(1 << 20, 64 << 20, 32);
}
