package io.caskade.receivers.files.lines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The listeners as they are configured: Configuration Admin is the truth of transports. */
public final class Listeners {
  private final ConfigurationAdmin configurations;

  public Listeners(ConfigurationAdmin configurations) {
    this.configurations = configurations;
  }

  /** The first listener, by its PID, that speaks a protocol and serves a CAID. */
  Optional<Listener> of(LineProtocol protocol, int caid) {
    return all(protocol)
        .sorted(Comparator.comparing(Configuration::getPid))
        .map(Configuration::getProperties)
        .filter(settings -> settings != null && protocol.speaks(text(settings, "transport", "tcp")))
        .filter(settings -> serves(text(settings, "caid", ""), caid))
        .map(settings -> listener(protocol, settings))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Listener> listener(
      LineProtocol protocol, Dictionary<String, Object> settings) {
    String port = text(settings, "port", Integer.toString(protocol.usualPort()));
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) == 0) {
      // Such a listener does not start either; its own log says why.
      return Optional.empty();
    }
    String key = text(settings, "desKey", "").replaceAll("\\s", "");
    return Optional.of(
        new Listener(Integer.parseInt(port), Optional.of(key).filter(digits -> !digits.isEmpty())));
  }

  private static boolean serves(String configured, int caid) {
    String digits = configured.toLowerCase(Locale.ROOT).replace("0x", "");
    return digits.isEmpty()
        || digits.matches("[0-9a-f]{1,4}") && Integer.parseInt(digits, 16) == caid;
  }

  private Stream<Configuration> all(LineProtocol protocol) {
    try {
      Configuration[] found =
          configurations.listConfigurations("(service.factoryPid=" + protocol.factory() + ")");
      return found == null ? Stream.empty() : Arrays.stream(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Dictionary<String, Object> settings, String key, String usual) {
    Object value = settings.get(key);
    return value == null || value.toString().isBlank() ? usual : value.toString().strip();
  }
}
