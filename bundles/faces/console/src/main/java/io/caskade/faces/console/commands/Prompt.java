package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.access.Password;
import java.io.IOException;
import org.apache.karaf.shell.api.console.Session;

/** Asks at the console for what must not be an argument, since arguments stay in histories. */
public record Prompt(Session session, Texts texts) {
  /**
   * Asks without an echo.
   *
   * @throws CaskadeException FIELD_INVALID when this console cannot ask: one command over SSH
   */
  public String hidden(String key, Object... arguments) throws IOException {
    try {
      return session.readLine(texts.get(key, arguments) + " ", '\0');
    } catch (UnsupportedOperationException e) {
      throw new CaskadeException(
          e, ErrorCode.FIELD_INVALID, "console", texts.get("prompt.impossible"));
    }
  }

  /**
   * A new password, asked for twice.
   *
   * @throws CaskadeException FIELD_INVALID when the two differ
   */
  public Password newPassword(String login) throws IOException {
    return new Password(twice(login));
  }

  /**
   * A new password of a receiver account, asked for twice.
   *
   * @throws CaskadeException FIELD_INVALID when the two differ
   */
  public ReceiverPassword newReceiverPassword(String name) throws IOException {
    return ReceiverPassword.of(twice(name));
  }

  private String twice(String login) throws IOException {
    String first = hidden("prompt.password", login);
    if (!first.equals(hidden("prompt.password-again"))) {
      throw new CaskadeException(
          ErrorCode.FIELD_INVALID, "password", texts.get("prompt.different"));
    }
    return first;
  }
}
