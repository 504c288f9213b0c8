package io.caskade.rights.management.access;

import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Roles;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Holds what outlives a change of settings: the sessions and the counters of failures. */
@Component(service = AccessComponent.class, configurationPid = AccessSettings.PID)
@Designate(ocd = AccessSettings.class)
public final class AccessComponent {
  private final AccessParts parts;
  private volatile AccessRules rules;

  /** Made by Declarative Services. */
  @Activate
  public AccessComponent(
      @Reference Presence presence,
      @Reference Gate gate,
      @Reference ChangeIds ids,
      BundleContext context,
      AccessSettings settings) {
    InstantSource clock = InstantSource.system();
    var random = new SecureRandom();
    var rows = new AccessRows(presence, ids, clock);
    var passwords = new PasswordCheck(presence);
    String etc = context.getProperty("karaf.etc");
    Path credentials = Path.of(etc == null ? "etc" : etc).resolve("initial-credentials.properties");
    rules = AccessRules.of(settings);
    parts =
        new AccessParts(
            gate,
            rows,
            passwords,
            new SecondFactor(presence, random, clock),
            new Callers(Roles::permissions),
            new LiveSessions(random),
            new FirstAccess(credentials, rows, passwords, ids),
            new Recent<>(rows::account, clock),
            new Recent<>(rows::token, clock));
  }

  @Modified
  void modified(AccessSettings settings) {
    rules = AccessRules.of(settings);
  }

  AccessParts parts() {
    return parts;
  }

  AccessRules rules() {
    return rules;
  }
}
