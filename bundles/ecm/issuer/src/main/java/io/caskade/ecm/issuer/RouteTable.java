package io.caskade.ecm.issuer;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** CA_system_id to route. Immutable; a look-up allocates nothing. */
final class RouteTable {
  static final RouteTable EMPTY = new RouteTable(new int[0], new Route[0]);

  private final int[] caSystemIds;
  private final Route[] routes;

  private RouteTable(int[] caSystemIds, Route[] routes) {
    this.caSystemIds = caSystemIds;
    this.routes = routes;
  }

  static RouteTable of(NavigableMap<Integer, Route> routes) {
    return new RouteTable(
        routes.keySet().stream().mapToInt(Integer::intValue).toArray(),
        routes.values().toArray(Route[]::new));
  }

  @Nullable Route find(int caSystemId) {
    int at = Arrays.binarySearch(caSystemIds, caSystemId);
    return at < 0 ? null : routes[at];
  }

  /** By the network's name; there are few. */
  @Nullable Route find(NetworkId network) {
    for (Route route : routes) {
      if (route.network().id().equals(network)) {
        return route;
      }
    }
    return null;
  }

  List<Route> routes() {
    return List.of(routes);
  }

  /** Networks that a profile serves. */
  List<Network> served() {
    return routes().stream().filter(Route.Serving.class::isInstance).map(Route::network).toList();
  }

  boolean isServedBy(int caSystemId, long bundleId) {
    return find(caSystemId) instanceof Route.Serving serving
        && serving.candidate().offer().bundleId() == bundleId;
  }

  /** True when both hold the very same routes. */
  boolean isSame(RouteTable other) {
    if (!Arrays.equals(caSystemIds, other.caSystemIds)) {
      return false;
    }
    for (int i = 0; i < routes.length; i++) {
      if (routes[i] != other.routes[i]) {
        return false;
      }
    }
    return true;
  }
}
