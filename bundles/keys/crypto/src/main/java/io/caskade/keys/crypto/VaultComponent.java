package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.KeyVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the vault and offers it as a service. Registered by hand, because {@link KeyVault#REVISION}
 * is a property of a service that lives on.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = VaultSettings.PID,
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = VaultSettings.class)
public final class VaultComponent {
  private static final Logger LOG = LoggerFactory.getLogger(VaultComponent.class);

  private final Pkcs12Vault vault;
  private final ServiceRegistration<KeyVault> registration;

  @Activate
  public VaultComponent(BundleContext context, VaultSettings settings) {
    VaultFiles files =
        new VaultFiles(path(context, settings.file()), path(context, settings.passwordFile()));
    vault = open(files);
    registration = context.registerService(KeyVault.class, vault, properties());
  }

  @Deactivate
  void withdraw() {
    registration.unregister();
    vault.close();
  }

  private Pkcs12Vault open(VaultFiles files) {
    try {
      Pkcs12Vault opened = Pkcs12Vault.open(files, new SecureRandom(), this::publish);
      if (opened.isCreated()) {
        LOG.warn(
            "Made a new key vault {} with password file {}: back up both now, no card can be"
                + " served without them",
            files.store(),
            files.password());
      }
      warnOfOpenFiles(files);
      return opened;
    } catch (CaskadeException e) {
      LOG.error(
          "{} {} Then restart bundle {}.",
          e.getMessage(),
          e.cure(Locale.ENGLISH),
          FrameworkUtil.getBundle(VaultComponent.class));
      throw e;
    }
  }

  private static void warnOfOpenFiles(VaultFiles files) {
    try {
      for (Path file : List.of(files.store(), files.password())) {
        if (OwnerOnlyFile.isOpenToOthers(file)) {
          LOG.warn("{} can be read by others than its owner: chmod 600 {}", file, file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One at a time, so that the property never goes back. Called only after the constructor, since
   * nobody knows the vault before it is registered.
   */
  private synchronized void publish() {
    registration.setProperties(properties());
  }

  private Dictionary<String, Object> properties() {
    return FrameworkUtil.asDictionary(Map.of(KeyVault.REVISION, vault.revision()));
  }

  private static Path path(BundleContext context, String configured) {
    @Nullable String etc = context.getProperty("karaf.etc");
    return Path.of(etc == null ? "etc" : etc).resolve(configured).toAbsolutePath();
  }
}
