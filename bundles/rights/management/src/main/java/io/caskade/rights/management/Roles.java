package io.caskade.rights.management;

import static io.caskade.api.rights.Permission.*;

import io.caskade.api.rights.CardField;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What each role may do, and which fields of a card it may write (printed in docs/roles.md). */
public final class Roles {
  private Roles() {}

  /** What somebody of this role may do. */
  public static Set<Permission> permissions(Role role) {
    return Collections.unmodifiableSet(
        switch (role) {
          case ADMINISTRATOR -> EnumSet.allOf(Permission.class);
          case OPERATOR ->
              EnumSet.of(
                  NETWORKS_READ,
                  SUBSCRIBERS_READ,
                  SUBSCRIBERS_WRITE,
                  CARDS_READ,
                  CARDS_SELL,
                  CARDS_SUSPEND,
                  CARDS_PAIR,
                  CARDS_RECALL,
                  CATALOGUE_READ,
                  GENERATORS_READ,
                  REPORTS,
                  BULK,
                  RECEIVERS_READ,
                  RECEIVERS_WRITE);
          case BILLING ->
              EnumSet.of(
                  NETWORKS_READ,
                  SUBSCRIBERS_READ,
                  SUBSCRIBERS_WRITE,
                  CARDS_READ,
                  CARDS_SELL,
                  CARDS_SUSPEND,
                  CARDS_RECALL,
                  CATALOGUE_READ,
                  REPORTS,
                  BULK,
                  RECEIVERS_READ,
                  RECEIVERS_WRITE);
          case DEALER ->
              EnumSet.of(NETWORKS_READ, SUBSCRIBERS_READ, CARDS_READ, CARDS_SELL, CATALOGUE_READ);
          case AUDITOR ->
              EnumSet.of(
                  NETWORKS_READ,
                  SUBSCRIBERS_READ,
                  CARDS_READ,
                  CATALOGUE_READ,
                  GENERATORS_READ,
                  JOURNAL_READ,
                  REPORTS,
                  RECEIVERS_READ);
          case PERSONALISATION -> EnumSet.of(NETWORKS_READ, CARDS_READ, CARDS_ADD, PERSONALISE);
        });
  }

  /** What a token of this role may do: never more than the role. */
  public static Set<Permission> permissions(Role role, Set<Permission> scopes) {
    Set<Permission> shared = EnumSet.noneOf(Permission.class);
    shared.addAll(permissions(role));
    shared.retainAll(scopes);
    return Collections.unmodifiableSet(shared);
  }

  /** Fields of a card that somebody of this role may write, where its permissions let it write. */
  public static Set<CardField> fields(Role role) {
    return Collections.unmodifiableSet(
        switch (role) {
          case ADMINISTRATOR -> EnumSet.allOf(CardField.class);
          case OPERATOR ->
              fields(
                  CardField.WINDOWS,
                  CardField.PAIRED,
                  CardField.REGION,
                  CardField.SUBSCRIBER,
                  CardField.SET_TOP_BOX,
                  CardField.PARENT);
          case BILLING ->
              fields(
                  CardField.WINDOWS,
                  CardField.REGION,
                  CardField.SUBSCRIBER,
                  CardField.SET_TOP_BOX,
                  CardField.PARENT);
          case DEALER -> fields(CardField.WINDOWS, CardField.SUBSCRIBER);
          case AUDITOR -> fields();
          case PERSONALISATION -> fields(CardField.REGION, CardField.PROTECTED_CARD);
        });
  }

  /** What a change of this field needs. */
  public static Permission permission(CardField field) {
    return switch (field) {
      case PAIRED, PROTECTED_CARD -> CARDS_PAIR;
      case WINDOWS, REGION, SUBSCRIBER, SET_TOP_BOX, PARENT -> CARDS_SELL;
    };
  }

  private static Set<CardField> fields(CardField... fields) {
    Set<CardField> set = EnumSet.noneOf(CardField.class);
    set.addAll(Arrays.asList(fields));
    return set;
  }
}
