package io.caskade.api.receivers;

/**
 * Why a client or an ECM is refused. {@link #word()} is what operators look for in the log of such
 * a server.
 */
public enum Refusal {
  /** The address failed to log in too often. */
  BANNED("BANNED", false),
  /** The account may not use this protocol. */
  PROTOCOL_FORBIDDEN("PROTOCOL", false),
  /** The address is none of the account's. */
  ADDRESS_FORBIDDEN("ADDRESS", false),
  /** Somebody else uses the account, and the newest does not win. */
  IN_USE("IN USE", false),
  /** The same account came from another address; the newest wins. */
  REPLACED("REPLACED", false),
  /** The account was removed, switched off, or has another password. */
  ACCOUNT_CHANGED("ACCOUNT", false),
  /** The head-end stops, or this protocol does. */
  STOPPING("STOPPING", false),
  /** No network of this head-end has this CAID. */
  CAID_UNKNOWN("NO CARD (CAID)", true),
  /** The network has no such provider. */
  PROVIDER_UNKNOWN("NO CARD (PROVIDER)", true),
  /** The CAID is ours, the ECM is not: another key, another profile, or damaged. */
  ECM_FOREIGN("NO CARD (ECM)", true),
  /** The card of the account is not active. */
  CARD_INACTIVE("NO CARD (STATUS)", true),
  /** The card is not entitled to this service now. */
  NOT_ENTITLED("NO CARD (ENTITLEMENT)", true),
  /** More services at a time than the account may watch. */
  SERVICE_LIMIT("LIMIT", false),
  /** Blocked for repeated excess. */
  BLOCKED("BLOCKED", false),
  /** More ECMs than receivers ask for. */
  TOO_FAST("RATE", false),
  /** Passed on by the client to others, which the account does not allow. */
  RESHARED("HOPS", false),
  /** The same request came round. */
  LOOP("LOOP", false),
  /** Nothing is served yet, or the server is at its limit. */
  BUSY("FREEZE (BUSY)", false),
  /** At an edge node: no core that has the key can be asked. */
  CORE_AWAY("FREEZE (CORE AWAY)", false),
  /** At an edge node: a core was asked and did not answer in time. */
  CORE_SLOW("FREEZE (CORE SLOW)", false);

  private final String word;
  private final boolean noCard;

  Refusal(String word, boolean noCard) {
    this.word = word;
    this.noCard = noCard;
  }

  /** Upper case, for the log. */
  public String word() {
    return word;
  }

  /** Whether the client asks for something that it will not get by asking again soon. */
  public boolean isNoCard() {
    return noCard;
  }
}
