package io.caskade.rights.management.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Presence;
import java.util.Optional;

/** Whether those who are to hold a card exist and may. */
public final class Holders {
  private final Presence presence;

  public Holders(Presence presence) {
    this.presence = presence;
  }

  /**
   * @throws CaskadeException SUBSCRIBER_UNKNOWN, FIELD_INVALID
   */
  public void require(NetworkId network, CardSerial serial, CardEdit edit) {
    require(
        network,
        serial,
        new CardHolder(
            edit.subscriber().flatMap(id -> id),
            edit.setTopBox().flatMap(id -> id),
            edit.parent().flatMap(parent -> parent)));
  }

  /**
   * @throws CaskadeException SUBSCRIBER_UNKNOWN, FIELD_INVALID
   */
  public void require(NetworkId network, CardSerial serial, CardHolder holder) {
    holder.subscriber().ifPresent(id -> requireSubscriber(network, id));
    holder.setTopBox().ifPresent(id -> requireBox(network, id));
    holder.parent().ifPresent(parent -> requireParent(network, serial, parent));
  }

  private void requireSubscriber(NetworkId network, String id) {
    if (presence.store().record(Subscriber.class, network, id).isEmpty()) {
      throw new CaskadeException(ErrorCode.SUBSCRIBER_UNKNOWN, network, id);
    }
  }

  private void requireBox(NetworkId network, String id) {
    Optional<SetTopBox> box = presence.store().record(SetTopBox.class, network, id);
    FieldRules.require(box.isPresent(), "setTopBox", "there is no set-top box " + id);
    FieldRules.require(
        box.filter(SetTopBox::blacklisted).isEmpty(), "setTopBox", id + " is blacklisted");
  }

  private void requireParent(NetworkId network, CardSerial serial, CardSerial parent) {
    FieldRules.require(!parent.equals(serial), "parent", "a card is not its own parent");
    Optional<Card> card = presence.store().card(network, parent);
    FieldRules.require(card.isPresent(), "parent", "there is no card " + parent);
    FieldRules.require(
        card.flatMap(found -> found.holder().parent()).isEmpty(),
        "parent",
        "card " + parent + " has a parent itself");
  }
}
