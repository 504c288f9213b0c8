package io.caskade.lib.oscamconf;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A section {@code [account]} of oscam.user.
 *
 * @param line of the section, from 1
 * @param password in clear, as the file has it
 * @param disabled the log-in is refused
 * @param expires last day, as OSCam reads it at the beginning of that day
 * @param host the only one it may come from
 * @param protocols that it may use, as the file names them; empty means all
 * @param uniq 0 off, 1 and 2 the connection that is there stays, 3 and 4 the last log-in stays
 * @param reshare levels to which it may pass cards on; -1 is the server's own setting
 * @param others keys that say more about the account, with a value that is not the usual one
 */
public record OscamAccount(
    int line,
    String user,
    String password,
    boolean disabled,
    Optional<LocalDate> expires,
    Optional<String> host,
    List<String> protocols,
    OptionalInt uniq,
    OptionalInt reshare,
    List<ConfSection.Entry> others) {
  public OscamAccount {
    protocols = List.copyOf(protocols);
    others = List.copyOf(others);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "OscamAccount[" + line + ", " + user + "]";
  }
}
