package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.tools.mariadb.MariaDbServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A real server that breaks off in the middle. */
@RealMariaDb
class MariaDbOutageTest {

  @Test
  void survivesBrokenConnectionsAndAServerThatIsKilled() throws Exception {
    Path directory = Path.of("target", "mariadb", UUID.randomUUID().toString());
    try (var server = new MariaDbServer(directory, MariaDbServer.FOR_TESTS);
        var rig = new Rig(server.url(), "root", "")) {
      killsItsConnection(rig, "insert into card");
      killsItsConnection(rig, "commit");

      server.kill();
      assertThatExceptionOfType(CaskadeException.class)
          .isThrownBy(() -> rig.store().apply(List.of(Cards.add(Cards.card(50)))))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
      assertThatExceptionOfType(CaskadeException.class)
          .isThrownBy(() -> rig.store().head())
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));

      server.start();
      rig.store().apply(List.of(Cards.add(Cards.card(51))));
      assertThat(rig.store().card(NetworkId.MAIN, new CardSerial(50))).isEmpty();
      assertThat(rig.store().card(NetworkId.MAIN, new CardSerial(51))).isPresent();
      rig.settle();
      assertThat(rig.verified()).isEqualTo(3);
    }
  }

  /** The server ends every other connection just before a statement of the store. */
  private static void killsItsConnection(Rig rig, String beginning) {
    rig.wiretap().clear();
    var done = new AtomicBoolean();
    rig.wiretap()
        .fail(
            new Wiretap.Fault() {
              @Override
              public void before(String sql) throws SQLException {
                if (sql.startsWith(beginning) && done.compareAndSet(false, true)) {
                  for (String id :
                      rig.rows(
                          "select id from information_schema.processlist"
                              + " where id <> connection_id() and command in ('Sleep', 'Query')"
                              + " and user = 'root'")) {
                    kill(rig, id);
                  }
                }
              }
            });
    long serial = beginning.hashCode() & 0xFFFF;
    rig.store().apply(List.of(Cards.add(Cards.card(serial))));
    assertThat(done).isTrue();
    assertThat(rig.store().card(NetworkId.MAIN, new CardSerial(serial))).isPresent();
    rig.wiretap().clear();
  }

  private static void kill(Rig rig, String id) {
    rig.execute("kill " + id);
  }
}
