package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import io.caskade.faces.console.commands.Prompt;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** A second person agrees at the same console, with a password of their own. */
record SecondVoice(Authentication authentication, Prompt prompt) {
  /**
   * Signs in, lets them say it, and signs out.
   *
   * @throws CaskadeException UNAUTHENTICATED when the sign-in is refused
   */
  boolean ask(String login, Predicate<Caller> say) throws IOException {
    SignIn answer = signIn(login, Optional.empty());
    if (answer instanceof SignIn.CodeNeeded) {
      answer = signIn(login, Optional.of(prompt.hidden("prompt.code", login)));
    }
    if (!(answer instanceof SignIn.Granted granted)) {
      throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
    }
    try {
      return say.test(granted.caller());
    } finally {
      authentication.signOut(granted.session());
      granted.session().destroy();
    }
  }

  private SignIn signIn(String login, Optional<String> code) throws IOException {
    var password = new Password(prompt.hidden("prompt.password", login));
    try {
      return authentication.signIn(login, password, code, "console");
    } finally {
      password.destroy();
    }
  }
}
