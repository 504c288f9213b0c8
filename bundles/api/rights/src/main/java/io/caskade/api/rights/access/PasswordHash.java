package io.caskade.api.rights.access;

/** A password as it is kept: Argon2id in PHC form. Printed nowhere. */
public record PasswordHash(String phc) {
  @Override
  public String toString() {
    return "PasswordHash[...]";
  }
}
