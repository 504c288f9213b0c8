package io.caskade.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.NewCard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Option;

/** MariaDB is absent at boot, comes, is killed and comes back; ECMs go on. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class DatabaseTest extends HeadEndTest {
  private static final String FOLDER = "caskade.exam.mariadb";
  private static final String DATASOURCE = "etc/org.ops4j.datasource-caskade.cfg";

  /** A provision that is older is lost: the answer itself takes milliseconds. */
  private static final Duration LOST = Duration.ofSeconds(3);

  private static final Caller CALLER = Caller.administrator("exam", "test");

  private MariaDbProcess database;
  private ScsLoad load;

  @Override
  protected Option[] options() throws IOException {
    Path folder =
        Path.of(System.getProperty("caskade.exam.folder"), "mariadb-" + System.nanoTime());
    MariaDbInstallation database = MariaDbInstallation.make(folder);
    return new Option[] {
      systemProperty(FOLDER).value(database.folder().toString()),
      editConfigurationFilePut(DATASOURCE, "osgi.jdbc.driver.class", "org.mariadb.jdbc.Driver"),
      editConfigurationFilePut(DATASOURCE, "url", database.url()),
      editConfigurationFilePut(DATASOURCE, "user", MariaDbInstallation.USER),
      editConfigurationFilePut(DATASOURCE, ".password", MariaDbInstallation.PASSWORD)
    };
  }

  @Before
  public void startLoad() throws Exception {
    database = new MariaDbProcess(Path.of(System.getProperty(FOLDER)));
    load = new ScsLoad(ecmgPort(), 4, 50, Duration.ofMillis(200));
    awaitAnswers(400);
  }

  @After
  public void stopLoad() throws Exception {
    database.kill();
    load.close();
  }

  @Test
  public void ecmsFlowWithoutADatabaseAtBootAndManagementSaysWhy() {
    awaitAnswers(1_000);
    assertUnavailable();
    assertUndisturbed();
  }

  @Test
  public void itComesLateIsKilledAndComesBackWithoutARestart() throws Exception {
    database.start();
    await("management works", () -> add(2_100_000_001L));
    await("the card is in memory", () -> inMemory(2_100_000_001L));

    database.kill();
    awaitAnswers(1_000);
    assertUnavailable();
    assertTrue("the card stays in memory", inMemory(2_100_000_001L));

    database.start();
    await("management works again", () -> add(2_100_000_002L));
    await("the new card is in memory", () -> inMemory(2_100_000_002L));
    assertUndisturbed();
  }

  private void assertUnavailable() {
    CaskadeException refusal =
        assertThrows(
            CaskadeException.class,
            () ->
                service(CardManagement.class)
                    .show(CALLER, NetworkId.MAIN, new CardSerial(2_100_000_001L)));
    assertEquals(ErrorCode.DATABASE_UNAVAILABLE, refusal.code());
  }

  private boolean add(long serial) {
    try {
      Card card =
          service(CardManagement.class)
              .add(
                  CALLER,
                  new NewCard(
                      NetworkId.MAIN,
                      new CardSerial(serial),
                      "",
                      new CardRights(
                          new ProductMask(1),
                          Instant.parse("2026-01-01T00:00:00Z"),
                          Instant.parse("2036-01-01T00:00:00Z"),
                          false,
                          true),
                      null));
      return card.serial().value() == serial;
    } catch (CaskadeException e) {
      if (e.code() == ErrorCode.DATABASE_UNAVAILABLE) {
        return false;
      }
      // An attempt that was answered late may have been stored.
      return e.code() == ErrorCode.CARD_EXISTS;
    }
  }

  private boolean inMemory(long serial) {
    return service(CardTable.class).find(NetworkId.MAIN, new CardSerial(serial)).isPresent();
  }

  private void awaitAnswers(long more) {
    long wanted = load.answers() + more;
    await(more + " more answers; " + load.complaints(), () -> load.answers() >= wanted);
  }

  private void assertUndisturbed() {
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(LOST));
  }
}
