package io.caskade.rights.management.access;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link SignInDesk} in OSGi. */
@Component(service = Authentication.class)
public final class AuthenticationComponent implements Authentication {
  private final SignInDesk desk;

  /** Made by Declarative Services. */
  @Activate
  public AuthenticationComponent(@Reference AccessComponent access) {
    desk =
        new SignInDesk(
            access.parts(),
            new JaasDirectory(access::rules, access.parts().callers()),
            access::rules);
  }

  @Override
  public SignIn signIn(String login, Password password, Optional<String> code, String source) {
    return desk.signIn(login, password, code, source);
  }

  @Override
  public Caller caller(BearerToken token, String source) {
    return desk.caller(token, source);
  }

  @Override
  public void signOut(BearerToken session) {
    desk.signOut(session);
  }

  @Override
  public List<Session> sessions(Caller caller, String login) {
    return desk.sessions(caller, login);
  }

  @Override
  public void endSession(Caller caller, String login, String id) {
    desk.endSession(caller, login, id);
  }
}
