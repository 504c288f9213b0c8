package io.caskade.faces.console.commands.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.BannedAddress;
import io.caskade.api.receivers.BlockedAccount;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiverDeskCommandsTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-22T00:00:00Z");

  private final List<Object> lifted = new ArrayList<>();
  private final Fake<JournalNotes> notes = Fake.of(JournalNotes.class).takes("done");
  private final Fake<ReceiverDesk> desk =
      Fake.of(ReceiverDesk.class)
          .on("clients", List.of(client("ann"), client("bob")))
          .on("blocked", List.of(new BlockedAccount("ann", SINCE, UNTIL, "3 services for 40 min")))
          .on("banned", List.of(new BannedAddress(address("192.0.2.7"), SINCE, UNTIL, 5, "root")))
          .on("unblock", asked -> lift("ann", asked.get(0)))
          .on("pardon", asked -> lift(address("192.0.2.7"), asked.get(0)));
  private final Shell shell = new Shell(desk, notes);

  private boolean lift(Object known, Object asked) {
    lifted.add(asked);
    return known.equals(asked);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ReceiverClient client(String name) {
    return new ReceiverClient(
        "newcamd",
        name,
        new InetSocketAddress(address("192.0.2.9"), 40_001),
        "OSCam",
        SINCE,
        SINCE,
        "0B00:0065",
        0,
        100,
        3,
        2,
        1,
        150,
        200,
        4_000,
        Optional.of(Refusal.NOT_ENTITLED),
        1,
        List.of(new ReceiverShare(0x0B00, 0, 103, 100)));
  }

  @Test
  void clientsAreShownWithWhatOperatorsLookFor() throws Exception {
    assertThat(shell.run(ReceiverClients.class))
        .contains("ann", "bob", "192.0.2.9", "0B00:0065", "NO CARD (ENTITLEMENT)");
    assertThat(shell.run(ReceiverClients.class, "bob")).contains("bob").doesNotContain("ann");
    assertThat(shell.run(ReceiverClients.class, "--json", "ann"))
        .contains(
            "\"found\":100",
            "\"lastMicros\":150",
            "\"p99Micros\":4000",
            "\"tooSlow\":1",
            "\"timedOut\":1")
        .doesNotContain("bob");
    assertThat(new Shell("ru", desk).run(ReceiverClients.class)).contains("Последний отказ");
  }

  @Test
  void aBlockIsSeenAndLifted() throws Exception {
    assertThat(shell.run(ReceiverBlocked.class))
        .contains("ann", "2026-11-22T00:00:00Z", "3 services for 40 min");
    assertThat(shell.run(ReceiverUnblock.class, "ann"))
        .isEqualTo("The account ann may watch again.");
    assertThat(notes.last().subList(1, 4))
        .containsExactly("UNBLOCK", "receiver-account:ann", Map.of());
    assertThat(shell.run(ReceiverUnblock.class, "bob")).contains("is not blocked");
    assertThat(notes.last().get(2)).as("nothing was done").isEqualTo("receiver-account:ann");
  }

  @Test
  void aBanIsSeenAndLifted() throws Exception {
    assertThat(shell.run(ReceiverBanned.class)).contains("192.0.2.7", "root", "5");
    assertThat(shell.run(ReceiverPardon.class, "192.0.2.7")).contains("may log in again");
    assertThat(notes.last().subList(1, 3)).containsExactly("PARDON", "receiver-address:192.0.2.7");
    assertThat(shell.run(ReceiverPardon.class, "192.0.2.8")).contains("is not banned");
    assertThat(shell.refused(ReceiverPardon.class, "example.org")).contains("digits");
  }

  /** Lifting leaves a trace or does not happen. */
  @Test
  void nothingIsLiftedWithoutAJournal() throws Exception {
    var blind = new Shell(desk);
    assertThat(blind.refused(ReceiverUnblock.class, "ann")).contains("JournalNotes");
    assertThat(blind.refused(ReceiverPardon.class, "192.0.2.7")).contains("JournalNotes");
    assertThat(lifted).isEmpty();
  }

  @Test
  void withoutTheFeatureTheCommandsSaySo() throws Exception {
    assertThat(new Shell(notes).refused(ReceiverClients.class)).contains("ReceiverDesk");
    assertThat(new Shell(notes).refused(ReceiverBanned.class)).contains("ReceiverDesk");
  }
}
