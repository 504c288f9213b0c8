package io.caskade.api.rights.reports;

/** Reports that regulators and operators ask for (operator-requirements R5, R18 to R22). */
public enum ReportKind {
  /** Registered, active, suspended, deactivated, blacklisted at an instant. */
  CARDS_BY_STATUS,
  /** Active cards per product at an instant. */
  ACTIVE_BY_PRODUCT,
  /** Active cards per service at an instant. */
  ACTIVE_BY_SERVICE,
  ACTIVE_BY_REGION,
  /** Which products open which service. */
  PRODUCT_COMPOSITION,
  /** Activations and deactivations from one instant to another. */
  ACTIVATIONS,
  /** Pairings and unpairings from one instant to another. */
  PAIRINGS,
  /** Active cards by time since they were registered. */
  AGEING,
  /** What one card was entitled to, over time. */
  CARD_HISTORY,
  /** What one subscriber has: cards, boxes, products. */
  SUBSCRIBER,
  /** A billing file against the network. */
  RECONCILIATION
}
