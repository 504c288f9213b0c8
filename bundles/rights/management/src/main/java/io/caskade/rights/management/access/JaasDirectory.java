package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Password;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People of a JAAS realm, for example Karaf's LDAP module. Its roles {@code caskade-operator} and
 * the like give the role here, {@code caskade-network-NAME} the networks; without a network role it
 * is every network.
 */
final class JaasDirectory implements SignInDesk.Directory {
  private static final Logger LOG = LoggerFactory.getLogger(JaasDirectory.class);
  private static final String PREFIX = "caskade-";
  private static final String NETWORK = "caskade-network-";

  private final Supplier<AccessRules> rules;
  private final Callers callers;

  JaasDirectory(Supplier<AccessRules> rules, Callers callers) {
    this.rules = rules;
    this.callers = callers;
  }

  @Override
  public Optional<Caller> vouch(String login, Password password, String source) {
    String realm = rules.get().jaasRealm();
    if (realm.isEmpty() || login.isBlank() || password.length() == 0) {
      return Optional.empty();
    }
    var subject = new Subject();
    try {
      var context =
          new LoginContext(realm, subject, callbacks -> answer(callbacks, login, password));
      context.login();
      Optional<Caller> caller = caller(login, source, subject);
      context.logout();
      return caller;
    } catch (LoginException e) {
      LOG.info("Realm {} did not let {} in: {}", realm, AccessRows.cut(login), e.getMessage());
      return Optional.empty();
    }
  }

  private static void answer(Callback[] callbacks, String login, Password password)
      throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(login);
      } else if (callback instanceof PasswordCallback secret) {
        byte[] bytes = new byte[password.length()];
        password.copyTo(bytes, 0);
        secret.setPassword(new String(bytes, StandardCharsets.UTF_8).toCharArray());
        Arrays.fill(bytes, (byte) 0);
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private Optional<Caller> caller(String login, String source, Subject subject) {
    Set<String> names =
        subject.getPrincipals().stream().map(Principal::getName).collect(Collectors.toSet());
    Set<NetworkId> networks;
    try {
      networks =
          names.stream()
              .filter(name -> name.startsWith(NETWORK))
              .map(name -> new NetworkId(name.substring(NETWORK.length())))
              .collect(Collectors.toSet());
    } catch (CaskadeException e) {
      // Left out, it could leave nobody's network, which means every network.
      LOG.warn("{} is not let in: {}", AccessRows.cut(login), e.getMessage());
      return Optional.empty();
    }
    Optional<Caller> caller =
        Arrays.stream(Role.values())
            .filter(role -> names.contains(PREFIX + role.name().toLowerCase(Locale.ROOT)))
            .findFirst()
            .map(
                role ->
                    new Caller(
                        new Actor(AccessRows.cut(login), source),
                        role,
                        networks,
                        callers.roles().apply(role),
                        Optional.empty()));
    if (caller.isEmpty()) {
      LOG.warn("{} has none of the roles {}administrator, ... : not let in", login, PREFIX);
    }
    return caller;
  }
}
