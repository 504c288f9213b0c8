package io.caskade.rights.ldap;

import io.caskade.api.base.CaskadeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Realm {@code ldap} of Karaf's JAAS: its LDAP module with the settings of {@code io.caskade.ldap}.
 * Karaf asks for the entries at each sign-in, so that a change holds at once.
 */
@Component(service = JaasRealm.class, configurationPid = LdapOptions.PID)
@Designate(ocd = LdapConfig.class)
public final class LdapRealm implements JaasRealm {
  private static final Logger LOG = LoggerFactory.getLogger(LdapRealm.class);
  static final String NAME = "ldap";
  static final String MODULE = "org.apache.karaf.jaas.modules.ldap.LDAPLoginModule";
  private static final String MODULES = "org.apache.karaf.jaas.modules";

  /** On Karaf's boot class path: it finds the module's class in the module's bundle. */
  private static final String PROXY = "org.apache.karaf.jaas.boot.ProxyLoginModule";

  private static final String PROXIED_CLASS = "org.apache.karaf.jaas.module";
  private static final String PROXIED_BUNDLE = "org.apache.karaf.jaas.bundle";

  private final BundleContext context;
  private volatile Optional<LdapOptions> options = Optional.empty();

  /** Made by Declarative Services. */
  @Activate
  public LdapRealm(BundleContext context, LdapConfig config) {
    this.context = context;
    change(config);
  }

  @Modified
  void change(LdapConfig config) {
    try {
      options = config.url().isBlank() ? Optional.empty() : Optional.of(LdapOptions.of(config));
    } catch (CaskadeException e) {
      LOG.warn("The directory of people keeps its former settings: {}", e.getMessage());
    }
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return 0;
  }

  /** Without settings, or without Karaf's modules, nobody is let in. */
  @Override
  public AppConfigurationEntry[] getEntries() {
    Optional<Bundle> modules =
        Arrays.stream(context.getBundles())
            .filter(bundle -> MODULES.equals(bundle.getSymbolicName()))
            .findFirst();
    try {
      return options
          .flatMap(present -> modules.map(bundle -> entry(present.read(), bundle)))
          .map(entry -> new AppConfigurationEntry[] {entry})
          .orElseGet(() -> new AppConfigurationEntry[0]);
    } catch (CaskadeException e) {
      LOG.warn("Nobody of the directory is let in: {}", e.getMessage());
      return new AppConfigurationEntry[0];
    }
  }

  private AppConfigurationEntry entry(Map<String, String> present, Bundle modules) {
    Map<String, Object> all = new HashMap<>(present);
    all.put(PROXIED_CLASS, MODULE);
    all.put(PROXIED_BUNDLE, Long.toString(modules.getBundleId()));
    all.put(BundleContext.class.getName(), context);
    return new AppConfigurationEntry(PROXY, LoginModuleControlFlag.REQUIRED, all);
  }
}
