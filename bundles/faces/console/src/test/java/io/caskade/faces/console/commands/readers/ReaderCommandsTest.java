package io.caskade.faces.console.commands.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.EcmTrial.Outcome;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReaderCommandsTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T00:00:00.25Z");
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);
  private static final Octets ANSWER = Octets.parseHex("3B240030423030");

  private final Fake<CardReaders> readers =
      Fake.of(CardReaders.class)
          .on(
              "list",
              List.of(
                  new ReaderStatus(
                      "desk",
                      "phoenix",
                      ReaderState.READY,
                      SINCE,
                      Optional.of(ANSWER),
                      Optional.of(SERIAL),
                      Optional.empty(),
                      12,
                      0),
                  new ReaderStatus(
                      "door",
                      "pcsc",
                      ReaderState.UNUSABLE,
                      SINCE,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(
                          new ReaderStatus.LastError(
                              SINCE, ErrorCode.CARD_GARBLED, List.of("door", "2F"))),
                      0,
                      3)))
          .on(
              "read",
              new CardSheet(
                  ANSWER,
                  SERIAL,
                  0x0B00,
                  64,
                  2,
                  Octets.parseHex("05CD8B"),
                  List.of(
                      new CardSheet.Subscription(
                          "TVCAS.COM",
                          Optional.of(LocalDate.of(2020, 4, 12)),
                          Optional.empty(),
                          ProductMask.parse("00000001"))),
                  true,
                  false,
                  Optional.of(new CardSheet.Counters(7, 10))));
  private final Shell shell = new Shell(readers);

  @Test
  void theListSaysWhatIsWrongAndWhatToDo() throws Exception {
    assertThat(shell.run(ReaderList.class))
        .contains("desk | phoenix | ready")
        .contains("210-000-000-4")
        .contains("door | pcsc    | unusable card")
        .contains("answers, but not readably (it began with 2F)")
        .contains("compare the reader's crystal");
    assertThat(new Shell("ru", readers).run(ReaderList.class))
        .contains("карта не годится")
        .contains("сравните кварц");
  }

  @Test
  void aCardIsReadAsASheet() throws Exception {
    assertThat(shell.run(CardRead.class, "desk"))
        .isEqualTo(
            """
            Serial           210-000-000-4
            CA system        0B00
            Card version     64
            Maturity         2
            Shared address   05CD8B
            Paired           yes
            Blocked          no
            EMMs             7
            ECMs             10
            Answer to reset  3B240030423030

            Subscriptions
            Name      | From       | To | Packages
            ----------+------------+----+---------
            TVCAS.COM | 2020-04-12 |    | 00000001\
            """);
    assertThat(shell.run(CardRead.class, "--json", "desk"))
        .startsWith("{\"serial\":")
        .contains("\"paired\":true", "\"from\":\"2020-04-12\"");
  }

  @Test
  void aTrialTellsItsOutcomeInWords() throws Exception {
    List<Object> asked = new ArrayList<>();
    readers.on(
        "tryEcm",
        arguments -> {
          asked.addAll(arguments);
          return new EcmTrial(Outcome.OPENED, Duration.ofMillis(135));
        });
    assertThat(shell.run(CardTryEcm.class, "desk"))
        .contains("opened")
        .contains("135")
        .contains("gave the control words that were put in");
    assertThat(asked).containsExactly("desk", NetworkId.MAIN, ProductMask.parse("00000001"));

    readers.on("tryEcm", new EcmTrial(Outcome.WRONG_WORDS, Duration.ofMillis(1)));
    assertThat(shell.run(CardTryEcm.class, "--network", "south", "--products", "00000004", "desk"))
        .contains("not that of network south");
    readers.on("tryEcm", new EcmTrial(Outcome.REFUSED, Duration.ofMillis(1)));
    assertThat(shell.run(CardTryEcm.class, "desk")).contains("The card refused it");
    assertThat(shell.run(CardTryEcm.class, "--json", "desk"))
        .isEqualTo("{\"outcome\":\"refused\",\"tookMs\":1}");
    assertThat(shell.refused(CardTryEcm.class, "--products", "7", "desk")).contains("7");
  }

  @Test
  void aRefusalTellsWhatToDo() throws Exception {
    readers.on(
        "read",
        arguments -> {
          throw new CaskadeException(ErrorCode.CARD_MUTE, "desk");
        });
    assertThat(shell.refused(CardRead.class, "desk"))
        .contains("does not answer")
        .contains("upside down");
  }

  @Test
  void withoutReadersTheCommandSaysSo() throws Exception {
    assertThat(new Shell().refused(ReaderList.class)).contains("CardReaders");
  }
}
