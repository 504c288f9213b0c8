package io.caskade.lib.cccamcfg;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account: {@code F: user pass [uphops [shareemus [allowemm [ { limits } { denied } { hours }
 * host ]]]]}.
 *
 * @param line from 1
 * @param password in clear, as the file has it
 * @param uphops cards at most so many hops from the server, 5 when it is left out
 * @param fourth shareemus, which CCcam takes for 1 when it is left out; popular guides call it
 *     downhops
 * @param fifth allowemm, which CCcam takes for 1 when it is left out; popular guides call it a flag
 * @param limits of cards; empty means all
 * @param denied channels in the second braces
 * @param hours in the third braces
 * @param host the only one it may come from
 */
public record UserLine(
    int line,
    String name,
    String password,
    int uphops,
    OptionalInt fourth,
    OptionalInt fifth,
    List<CardLimit> limits,
    List<String> denied,
    List<String> hours,
    Optional<String> host) {
  public UserLine {
    limits = List.copyOf(limits);
    denied = List.copyOf(denied);
    hours = List.copyOf(hours);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "UserLine[" + line + ", " + name + "]";
  }
}
