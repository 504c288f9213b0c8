package io.caskade.api.rights;

import java.util.Locale;

/**
 * What a call of management needs; at the same time a scope of API tokens, written {@code
 * cards-read}.
 */
public enum Permission {
  NETWORKS_READ,
  NETWORKS_WRITE,
  KEYS,
  SUBSCRIBERS_READ,
  SUBSCRIBERS_WRITE,
  SUBSCRIBERS_FORGET,
  CARDS_READ,
  CARDS_ADD,
  /** Entitlements and activation. */
  CARDS_SELL,
  /** Suspend and resume. */
  CARDS_SUSPEND,
  CARDS_BLACKLIST,
  CARDS_RETIRE,
  /** Pairing, re-pairing, replacement. */
  CARDS_PAIR,
  /** Sends rights again, changes nothing. */
  CARDS_RECALL,
  CATALOGUE_READ,
  CATALOGUE_WRITE,
  GENERATORS_READ,
  GENERATORS_CONTROL,
  GENERATORS_WRITE,
  ACCOUNTS,
  TOKENS,
  WEBHOOKS,
  JOURNAL_READ,
  REPORTS,
  /** Bulk jobs and full synchronisation, beside the permission for what they do. */
  BULK,
  PERSONALISE,
  RECEIVERS_READ,
  /** Accounts, their passwords and blocks. */
  RECEIVERS_WRITE;

  /** As tokens and documents name it. */
  public String scope() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
