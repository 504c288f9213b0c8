package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Actor;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What all commands share: language, output, and an error that says what to do next. */
abstract class CasCommand implements Action {
  @Reference @Nullable Session session;

  /** Does the work; a {@link CaskadeException} is shown with its cure. */
  abstract void run(Output output);

  @Override
  public final @Nullable Object execute() throws CommandException {
    Session console = session();
    Texts texts = Texts.of(console);
    try {
      run(new Output(console.getConsole(), texts));
      return null;
    } catch (CaskadeException e) {
      String explained = e.text(texts.locale()) + "\n" + e.cure(texts.locale());
      throw new CommandException(explained, explained, e);
    }
  }

  final Actor actor() {
    Object user = session().get("USER");
    return new Actor(user == null ? "karaf" : user.toString(), "console");
  }

  /** A service or argument that the shell has set before it called. */
  static <T> T injected(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the shell did not inject what the command declares");
    }
    return value;
  }

  private Session session() {
    return injected(session);
  }

  /** Where a command writes, and in which language. */
  record Output(PrintStream stream, Texts texts) {
    void say(String key, Object... arguments) {
      stream.println(texts.get(key, arguments));
    }

    Table table(String... columnKeys) {
      return new Table(this, columnKeys);
    }
  }
}
