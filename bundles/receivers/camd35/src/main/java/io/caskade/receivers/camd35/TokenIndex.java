package io.caskade.receivers.camd35;

import io.caskade.api.receivers.ReceiverService;
import io.caskade.lib.camd35.Token;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts by the token in front of their frames. Made again when the server's accounts change;
 * tokens of names that stay are not computed again. Any thread.
 */
final class TokenIndex {
  private Map<String, Integer> tokens = Map.of();
  private Map<Integer, List<String>> names = Map.of();
  private WeakReference<ReceiverService> server = new WeakReference<>(null);
  private long generation;

  /**
   * Names with this token: none, one, or in theory several.
   *
   * @param token as on the wire
   */
  synchronized List<String> names(ReceiverService service, int token) {
    // Read before the names, so that they are never taken for newer than they are.
    long now = service.generation();
    if (server.get() != service || generation != now) {
      rebuild(service.names());
      server = new WeakReference<>(service);
      generation = now;
    }
    return names.getOrDefault(token, List.of());
  }

  private void rebuild(Collection<String> all) {
    Map<String, Integer> fresh = new HashMap<>();
    Map<Integer, List<String>> index = new HashMap<>();
    for (String name : all) {
      Integer known = tokens.get(name);
      Integer token = known == null ? Integer.valueOf(Token.of(name)) : known;
      fresh.put(name, token);
      index.computeIfAbsent(token, unused -> new ArrayList<>(1)).add(name);
    }
    tokens = fresh;
    names = index;
  }
}
