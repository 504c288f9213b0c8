package io.caskade.ecm.issuer;

/** The one volatile field between the publisher and the lanes. */
final class PublishedTable {
  private volatile RouteTable table = RouteTable.EMPTY;

  RouteTable get() {
    return table;
  }

  void set(RouteTable next) {
    table = next;
  }
}
