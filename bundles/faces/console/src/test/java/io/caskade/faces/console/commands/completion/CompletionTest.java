package io.caskade.faces.console.commands.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.BannedAddress;
import io.caskade.api.receivers.BlockedAccount;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private final List<CardKey> keys = new ArrayList<>();

  private static List<String> complete(Completer completer, String typed) {
    return complete(completer, new ArgumentCommandLine(typed, typed.length()));
  }

  private static List<String> complete(Completer completer, CommandLine line) {
    var candidates = new ArrayList<String>();
    completer.complete(new Shell().session(), line, candidates);
    return candidates.stream().map(String::strip).toList();
  }

  private CardTable table(long... serials) {
    var known = new TreeSet<Long>();
    for (long serial : serials) {
      known.add(serial);
    }
    return Fake.of(CardTable.class)
        .on("next", asked -> Optional.ofNullable(known.higher((Long) asked.get(1))).map(this::card))
        .service();
  }

  private AiredCard card(long serial) {
    var key = new CardKey(new byte[16]);
    keys.add(key);
    return new AiredCard(
        NetworkId.MAIN,
        new CardSerial(serial),
        "",
        new CardRights(ProductMask.NONE, Instant.EPOCH, Instant.EPOCH, false, true),
        Instant.EPOCH,
        key);
  }

  @Test
  void serialsBeginAsTyped() {
    var completer = new CardSerials();
    completer.cards = table(2_099_999_999L, 2_100_000_000L, 2_100_000_010L, 2_100_000_100L);

    assertThat(complete(completer, "21000000")).containsExactly("2100000000", "2100000010");
    assertThat(complete(completer, "3")).isEmpty();
    assertThat(complete(completer, "x")).isEmpty();
  }

  @Test
  void keysOfTheCardsThatWereLookedAtAreForgotten() {
    var completer = new CardSerials();
    completer.cards = table(2_100_000_000L, 2_100_000_001L);

    complete(completer, "21");

    assertThat(keys).hasSize(2);
    assertThat(keys)
        .allSatisfy(
            key ->
                org.assertj.core.api.Assertions.assertThatIllegalStateException()
                    .isThrownBy(key::isZero));
  }

  @Test
  void aDatabaseThatIsAwayCompletesNothing() {
    var completer = new JobIds();
    completer.jobs =
        Fake.of(JobManagement.class)
            .on(
                "list",
                asked -> {
                  throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "refused");
                })
            .service();

    assertThat(complete(completer, "")).isEmpty();
  }

  @Test
  void namesOfEnumsAreWrittenAsTheyAreTyped() {
    assertThat(complete(new ScopeNames(), "cards-s"))
        .containsExactly("cards-sell", "cards-suspend");
    assertThat(complete(new ReportNames(), "active-by-r")).containsExactly("active-by-region");
    assertThat(complete(new CardStatusNames(), "st")).containsExactly("stock");
    assertThat(complete(new RoleNames(), "au")).containsExactly("auditor");
  }

  @Test
  void readersAreKnownByTheirNames() {
    var completer = new ReaderNames();
    assertThat(complete(completer, "d")).isEmpty();
    completer.readers =
        Fake.of(CardReaders.class).on("list", List.of(reader("desk"), reader("lab"))).service();
    assertThat(complete(completer, "d")).containsExactly("desk");
  }

  @Test
  void receiversAreKnownByWhatIsTyped() {
    var completer = new ReceiverNames();
    assertThat(complete(completer, "a")).isEmpty();
    Fake<ReceiverManagement> receivers =
        Fake.of(ReceiverManagement.class).on("list", List.of(receiver("ann"), receiver("abe")));
    completer.receivers = receivers.service();
    assertThat(complete(completer, "a")).containsExactlyInAnyOrder("abe", "ann");
    assertThat(((RecordFilter) receivers.last().get(2)).text()).contains("a");
    assertThat(complete(new ReceiverProtocols(), "c"))
        .containsExactlyInAnyOrder("camd35", "cccam", "cs378x");
  }

  @Test
  void whatIsLockedOutIsCompleted() throws UnknownHostException {
    Instant at = Instant.EPOCH;
    ReceiverDesk desk =
        Fake.of(ReceiverDesk.class)
            .on("blocked", List.of(new BlockedAccount("ann", at, at, "")))
            .on(
                "banned",
                List.of(new BannedAddress(InetAddress.getByName("192.0.2.7"), at, at, 5, "")))
            .service();
    var blocked = new BlockedReceivers();
    var banned = new BannedReceivers();
    assertThat(complete(blocked, "")).isEmpty();
    assertThat(complete(banned, "")).isEmpty();
    blocked.desk = desk;
    banned.desk = desk;
    assertThat(complete(blocked, "")).containsExactly("ann");
    assertThat(complete(banned, "")).containsExactly("192.0.2.7");
  }

  private static ReceiverAccount receiver(String name) {
    return new ReceiverAccount(
        NetworkId.MAIN,
        name,
        1,
        new CardSerial(1),
        new WrappedKey(Octets.empty()),
        ReceiverRules.DEFAULT,
        true);
  }

  private static ReaderStatus reader(String name) {
    return new ReaderStatus(
        name,
        "phoenix",
        ReaderState.EMPTY,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0);
  }
}
