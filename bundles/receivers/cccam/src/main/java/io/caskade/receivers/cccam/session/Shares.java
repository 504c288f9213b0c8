package io.caskade.receivers.cccam.session;

import io.caskade.api.receivers.OfferedCard;
import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cards that a client was told of, and their numbers. A number is never used again: what is
 * asked of a card that is gone must not be answered by another. On the loop of its client.
 */
final class Shares {
  private static final int FIRST = 100;

  /** The oldest clients keep no more of one card. */
  private static final int MOST_PROVIDERS = 32;

  private final NodeId own;
  private final Map<Share, Integer> told = new HashMap<>();
  private final Set<Integer> numbers = new HashSet<>();
  private int next = FIRST;

  /** What a card is: when any of it changes the client gets another one. */
  private record Share(int caSystemId, List<Integer> providers, int reshare) {}

  /**
   * @param own node of this server
   */
  Shares(NodeId own) {
    this.own = own;
  }

  boolean knows(int shareId) {
    return numbers.contains(shareId);
  }

  /** What the client must be told so that it knows these and no others. */
  List<FromServer> change(List<OfferedCard> offered) {
    List<Share> wanted = offered.stream().flatMap(card -> shares(card).stream()).toList();
    List<FromServer> messages = new ArrayList<>();
    Set<Share> kept = new HashSet<>(wanted);
    told.entrySet()
        .removeIf(
            each -> {
              boolean gone = !kept.contains(each.getKey());
              if (gone) {
                numbers.remove(each.getValue());
                messages.add(new FromServer.CardRemoved(each.getValue()));
              }
              return gone;
            });
    for (Share share : wanted) {
      if (!told.containsKey(share)) {
        messages.add(tell(share));
      }
    }
    return messages;
  }

  private Card tell(Share share) {
    int number = next++;
    told.put(share, number);
    numbers.add(number);
    return new Card(
        number, number, share.caSystemId(), 0, share.reshare(), 0, share.providers(), List.of(own));
  }

  private static List<Share> shares(OfferedCard card) {
    List<Share> shares = new ArrayList<>();
    List<Integer> providers = card.providers();
    for (int from = 0; from < providers.size(); from += MOST_PROVIDERS) {
      int to = Math.min(from + MOST_PROVIDERS, providers.size());
      shares.add(
          new Share(card.caSystemId(), List.copyOf(providers.subList(from, to)), card.downhops()));
    }
    return shares;
  }
}
