package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.KeyEscrow;
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
 * Opens the vault and offers it as a service, together with its escrow, which is there also when
 * the vault is lost. Registered by hand, because {@link KeyVault#REVISION} is a property of a
 * service that lives on, and because a restored vault appears while the component stays.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = VaultSettings.PID,
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = VaultSettings.class)
public final class VaultComponent {
  private static final Logger LOG = LoggerFactory.getLogger(VaultComponent.class);

  private final BundleContext context;
  private final VaultFiles files;
  private final SecureRandom random = new SecureRandom();
  private final ServiceRegistration<KeyEscrow> escrow;
  private @Nullable Pkcs12Vault vault;
  private @Nullable ServiceRegistration<KeyVault> registration;

  @Activate
  public VaultComponent(BundleContext context, VaultSettings settings) {
    this.context = context;
    files = new VaultFiles(path(context, settings.file()), path(context, settings.passwordFile()));
    try {
      open();
    } catch (CaskadeException e) {
      LOG.error("{} {}", e.getMessage(), e.cure(Locale.ENGLISH));
    }
    escrow =
        context.registerService(
            KeyEscrow.class, new VaultEscrow(files, random, this::vault, this::open), null);
  }

  @Deactivate
  synchronized void withdraw() {
    escrow.unregister();
    if (registration != null) {
      registration.unregister();
    }
    if (vault != null) {
      vault.close();
    }
  }

  private synchronized @Nullable Pkcs12Vault vault() {
    return vault;
  }

  private synchronized void open() {
    Pkcs12Vault opened = Pkcs12Vault.open(files, random, this::publish);
    if (opened.isCreated()) {
      LOG.warn(
          "Made a new key vault {} with password file {}: back up both now and make recovery shares"
              + " with cas:vault-shares; no card can be served without them",
          files.store(),
          files.password());
    }
    warnOfOpenFiles(files);
    vault = opened;
    registration = context.registerService(KeyVault.class, opened, properties(opened));
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

  /** One at a time, so that the property never goes back. */
  private synchronized void publish() {
    if (registration != null && vault != null) {
      registration.setProperties(properties(vault));
    }
  }

  private static Dictionary<String, Object> properties(Pkcs12Vault vault) {
    return FrameworkUtil.asDictionary(Map.of(KeyVault.REVISION, vault.revision()));
  }

  private static Path path(BundleContext context, String configured) {
    @Nullable String etc = context.getProperty("karaf.etc");
    return Path.of(etc == null ? "etc" : etc).resolve(configured).toAbsolutePath();
  }
}
