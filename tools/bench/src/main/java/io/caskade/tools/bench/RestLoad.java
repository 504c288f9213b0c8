package io.caskade.tools.bench;

import java.io.IOException;
import java.util.SplittableRandom;

/** Sells random cards something else over the API. */
record RestLoad(HeadEnd headEnd, int cards) implements ClosedLoop.Target {
  private static final int PRODUCTS = 32;

  @Override
  public ClosedLoop.Client connect(int number) throws IOException {
    return new Seller(headEnd.connect(), new SplittableRandom(System.nanoTime() + number));
  }

  /** Sells one card one product for this year; status 200 when it went well. */
  static HttpConnection.Answer sell(HttpConnection http, long serial, int product)
      throws IOException {
    return http.call(
        "PUT",
        "/api/v1/networks/main/cards/" + serial + "/entitlements",
        "{\"entitlements\":[{\"products\":["
            + product
            + "],\"start\":\"2026-01-01T00:00:00Z\",\"finish\":\"2026-12-31T23:59:59Z\"}]}");
  }

  private final class Seller implements ClosedLoop.Client {
    private final HttpConnection http;
    private final SplittableRandom random;

    Seller(HttpConnection http, SplittableRandom random) {
      this.http = http;
      this.random = random;
    }

    @Override
    public boolean request() throws IOException {
      long serial = CardBase.serial(random.nextInt(cards)).value();
      return sell(http, serial, random.nextInt(PRODUCTS)).status() == 200;
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }
}
