package io.caskade.faces.console.commands;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ActionCommand;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.support.CommandException;

/** Karaf's own shell around one command: its parser, its injection, and what it printed. */
public final class Shell {
  private final RegistryImpl registry = new RegistryImpl(null);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Deque<String> typed = new ArrayDeque<>();
  private final String language;
  private final Session session;

  public Shell(Fake<?>... services) {
    this("en", services);
  }

  public Shell(String language, Fake<?>... services) {
    this.language = language;
    session =
        Fake.of(Session.class)
            .on("get", arguments -> variable((String) arguments.get(0)))
            .on("getConsole", new PrintStream(printed, true, StandardCharsets.UTF_8))
            .on("getRegistry", registry)
            .on("readLine", arguments -> typed.remove())
            .service();
    registry.register(session);
    for (Fake<?> service : services) {
      registry.register(service.service());
    }
    registry.register(
        Fake.of(NetworkDirectory.class)
            .on(
                "networks",
                List.of(
                    new Network(
                        NetworkId.MAIN,
                        0x0B00,
                        "tvcas3",
                        ZoneId.of("Europe/Moscow"),
                        ZoneId.of("Europe/Moscow"))))
            .service());
  }

  private Object variable(String name) {
    return switch (name) {
      case "USER" -> "anna";
      case "language" -> language;
      default -> null;
    };
  }

  /** What is typed when a command asks, line by line. */
  public Shell types(String... lines) {
    typed.addAll(List.of(lines));
    return this;
  }

  /** Runs a command and returns what it printed, without blanks at the ends of lines. */
  public String run(Class<? extends Action> command, String... words) throws Exception {
    printed.reset();
    var offered = new ActionCommand(new ManagerImpl(registry, registry, true), command);
    registry.register(offered);
    try {
      offered.execute(session, List.of((Object[]) words));
    } finally {
      registry.unregister(offered);
    }
    return printed().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  /** Runs a command that is refused and returns what the operator reads. */
  public String refused(Class<? extends Action> command, String... words) throws Exception {
    try {
      run(command, words);
    } catch (CommandException e) {
      return e.getMessage();
    }
    throw new AssertionError(command + " was not refused: " + printed());
  }

  /** The session, for completers. */
  public Session session() {
    return session;
  }

  public String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
