package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What all commands share: language, output, and an error that says what to do next. */
public abstract class CasCommand implements Action {
  @Reference @Nullable Session session;

  /** Does the work; what it throws is shown with its cure. */
  protected abstract void run(Output output) throws IOException, InterruptedException;

  /** True: tables are written as JSON and nothing else is. */
  protected boolean json() {
    return false;
  }

  @Override
  public final @Nullable Object execute() throws CommandException {
    Texts texts = Texts.of(session());
    try {
      run(new Output(session().getConsole(), texts, json()));
      return null;
    } catch (CaskadeException e) {
      throw failed(e, e.text(texts.locale()) + "\n" + e.cure(texts.locale()));
    } catch (PartMissing e) {
      throw failed(e, texts.get("part.missing", e.part));
    } catch (IOException e) {
      throw failed(
          e, texts.get("file.failed", e.getClass().getSimpleName() + " " + e.getMessage()));
    } catch (InterruptedException e) {
      // Ctrl-C: the shell ends the command by interrupting its thread.
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Who sits at the console: an administrator by the name of the sign-in. */
  protected final Caller caller() {
    Object user = session().get("USER");
    return Caller.administrator(user == null ? "karaf" : user.toString(), "console");
  }

  /** The questions of a command. */
  protected final Prompt prompt() {
    return new Prompt(session(), Texts.of(session()));
  }

  protected final Session session() {
    return need(session, Session.class);
  }

  /**
   * A service that may be missing. The shell offers either all commands of a bundle or none, so
   * every service is optional: a lost vault must not take {@code cas:vault-restore} with it.
   */
  protected static <T> T need(@Nullable T service, Class<T> type) {
    if (service == null) {
      throw new PartMissing(type.getSimpleName());
    }
    return service;
  }

  private static CommandException failed(Exception cause, String explained) {
    return new CommandException(explained, explained, cause);
  }

  /** A service that the command needs is not there. */
  private static final class PartMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String part;

    PartMissing(String part) {
      super(part);
      this.part = part;
    }
  }
}
