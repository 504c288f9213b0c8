package io.caskade.receivers.edge.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings of an edge node.
 *
 * @param name of this configuration
 * @param cores in the order in which they are preferred; at least one, none twice
 * @param user log-in name at the cores
 * @param passwordFile its password in the first line; read for each log-in
 * @param own what the cores are asked for
 * @param timeout within which a question is answered, whatever the cores do
 * @param failures questions in a row without an answer in time, after which others are preferred
 * @param keepalive silence after which a core is asked whether it is there
 */
public record EdgeSettings(
    String name,
    List<CoreAddress> cores,
    String user,
    Path passwordFile,
    OwnEcms own,
    Duration timeout,
    int failures,
    Duration keepalive) {
  public EdgeSettings {
    cores = List.copyOf(cores);
  }

  /** Whether connections that stand may stay. */
  boolean sameLogIn(EdgeSettings other) {
    return user.equals(other.user) && passwordFile.equals(other.passwordFile);
  }
}
