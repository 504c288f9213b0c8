package io.caskade.faces.console.firststart;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the first start as soon as the console bundle is there. */
@Component(service = FirstStartComponent.class, immediate = true)
public final class FirstStartComponent {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStartComponent.class);

  /**
   * @throws IOException when {@code etc/} cannot be written: then nobody can log in, and the
   *     component stays down
   */
  @Activate
  public FirstStartComponent(BundleContext context) throws IOException {
    Path etc = Path.of(context.getProperty("karaf.etc"));
    SecureRandom random = new SecureRandom();
    if (new ConsoleKey(etc, random).make()) {
      LOG.info("Made a key for the console in {}", etc.resolve(ConsoleKey.FILE));
    }
    Optional<FirstStart.Made> made = new FirstStart(etc, random).run();
    made.ifPresent(credentials -> announce(etc, credentials));
  }

  /** Once, on the terminal of whoever started it; never to the log. */
  @SuppressWarnings("SystemOut")
  private static void announce(Path etc, FirstStart.Made made) {
    LOG.info(
        "First start: user {} and a token were made, both are in {}",
        FirstStart.ADMIN,
        etc.resolve(FirstStart.CREDENTIALS_FILE));
    System.out.printf(
        "First start: user %s, password %s, API token %s (kept in %s)%n"
            + "Make recovery shares of the key vault now: cas:vault-shares%n",
        FirstStart.ADMIN,
        made.password().reveal(),
        made.token().reveal(),
        etc.resolve(FirstStart.CREDENTIALS_FILE));
    made.password().destroy();
    made.token().destroy();
  }
}
