package io.caskade.rights.management.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardField;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.rights.management.Actors;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Roles;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may do what with cards: permission, fields of the role, and networks where only billing sells
 * and switches (R2). Each refusal is FORBIDDEN and a row of the journal.
 */
public final class CardGate {
  private static final Pattern PART_OF_A_SERIAL = Pattern.compile("[0-9-]*");

  private final Gate gate;
  private final Presence presence;

  public CardGate(Gate gate, Presence presence) {
    this.gate = gate;
    this.presence = presence;
  }

  public void read(Caller caller, NetworkId network) {
    gate.require(caller, Permission.CARDS_READ, network);
  }

  /** Names, phones and addresses are searched only by who may see them. */
  public void search(Caller caller, CardQuery query) {
    read(caller, query.network());
    if (query.text().filter(text -> !PART_OF_A_SERIAL.matcher(text).matches()).isPresent()) {
      gate.require(caller, Permission.SUBSCRIBERS_READ, query.network());
    }
  }

  /** For what neither sells nor switches. */
  public OperatorNetwork act(Caller caller, Permission permission, NetworkId network) {
    gate.require(caller, permission, network);
    return presence.network(network);
  }

  /**
   * Sells, activates, suspends or resumes.
   *
   * @return the network that it happens in
   * @throws CaskadeException FORBIDDEN, NETWORK_UNKNOWN
   */
  public OperatorNetwork sell(Caller caller, Permission permission, NetworkId network) {
    OperatorNetwork known = act(caller, permission, network);
    requireBilling(caller, known);
    return known;
  }

  /** Changes fields of cards. */
  public OperatorNetwork edit(Caller caller, NetworkId network, CardEdit edit) {
    Set<CardField> fields = edit.fields();
    if (fields.isEmpty()) {
      gate.require(caller, Permission.CARDS_SELL, network);
    }
    fields.forEach(field -> gate.require(caller, Roles.permission(field), network));
    requireFields(caller, network, fields);
    OperatorNetwork known = presence.network(network);
    if (fields.contains(CardField.WINDOWS)) {
      requireBilling(caller, known);
    }
    return known;
  }

  /** Adds a card; one that gets something on air is a sale as well. */
  public OperatorNetwork add(Caller caller, NewCard card) {
    gate.require(caller, Permission.CARDS_ADD, card.network());
    requireFields(caller, card.network(), fields(card));
    OperatorNetwork known = presence.network(card.network());
    if (card.status() != CardStatus.STOCK || !card.sold().windows().isEmpty()) {
      gate.require(caller, Permission.CARDS_SELL, card.network());
      requireBilling(caller, known);
    }
    return known;
  }

  /**
   * What only an administrator does, in person: with a token beside it one of them would have two
   * voices.
   */
  OperatorNetwork administer(Caller caller, Permission permission, NetworkId network) {
    OperatorNetwork known = act(caller, permission, network);
    if (caller.role() != Role.ADMINISTRATOR || Actors.isProgram(caller.actor())) {
      throw gate.refused(caller, "an administrator in person", network);
    }
    return known;
  }

  private void requireBilling(Caller caller, OperatorNetwork network) {
    if (network.policy().billingOnly() && caller.role() != Role.BILLING) {
      throw gate.refused(caller, "role billing", network.network().id());
    }
  }

  private void requireFields(Caller caller, NetworkId network, Set<CardField> fields) {
    Set<CardField> own = Roles.fields(caller.role());
    for (CardField field : fields) {
      if (!own.contains(field)) {
        throw gate.refused(caller, "field " + name(field), network);
      }
    }
  }

  /** What is not as in a plain card in stock. */
  private static Set<CardField> fields(NewCard card) {
    Set<CardField> fields = EnumSet.noneOf(CardField.class);
    CardHolder holder = card.holder();
    addIf(fields, CardField.WINDOWS, !card.sold().windows().isEmpty());
    addIf(fields, CardField.PAIRED, card.sold().paired());
    addIf(fields, CardField.PROTECTED_CARD, !card.sold().protectedCard());
    addIf(fields, CardField.REGION, !card.region().isEmpty());
    addIf(fields, CardField.SUBSCRIBER, holder.subscriber().isPresent());
    addIf(fields, CardField.SET_TOP_BOX, holder.setTopBox().isPresent());
    addIf(fields, CardField.PARENT, holder.parent().isPresent());
    return fields;
  }

  private static void addIf(Set<CardField> fields, CardField field, boolean used) {
    if (used) {
      fields.add(field);
    }
  }

  private static String name(CardField field) {
    return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
