package io.caskade.api.rights;

/**
 * What a person or program is to the operator; what each may do stands in {@code docs/roles.md}.
 */
public enum Role {
  ADMINISTRATOR,
  OPERATOR,
  BILLING,
  DEALER,
  AUDITOR,
  PERSONALISATION
}
