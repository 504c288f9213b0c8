package io.caskade.tools.cwtest;

/** Who logs in. */
final class Account {
  private final String name;
  private final byte[] password;

  /**
   * @param password in UTF-8; taken over
   */
  Account(String name, byte[] password) {
    this.name = name;
    this.password = password;
  }

  String name() {
    return name;
  }

  byte[] password() {
    return password.clone();
  }

  @Override
  public String toString() {
    return name;
  }
}
