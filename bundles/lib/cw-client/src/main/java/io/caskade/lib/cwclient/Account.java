package io.caskade.lib.cwclient;

import java.util.Arrays;

/** Who logs in. */
public final class Account {
  private final String name;
  private final byte[] password;

  /**
   * @param password in UTF-8; taken over
   */
  public Account(String name, byte[] password) {
    this.name = name;
    this.password = password;
  }

  public String name() {
    return name;
  }

  /** A copy, which is wiped by whoever takes it. */
  byte[] password() {
    return password.clone();
  }

  /** Wipes the password; nobody logs in with it any more. */
  public void destroy() {
    Arrays.fill(password, (byte) 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
