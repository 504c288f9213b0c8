package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every refused or odd message is explained; the sentences are those of {@code docs/explained.md}.
 */
class ExplainedTest {
  private final TestMux mux = new TestMux();

  /** Answers that nobody looked at are memory that nobody gave back. */
  @AfterEach
  void takeTheAnswers() {
    mux.answerTypes();
  }

  @Test
  void whatAMuxDoesWrongIsExplainedAsTheDocumentSays() throws IOException {
    mux.send(ChannelSetup.of(2, TestMux.CHANNEL, 0x4B000001));
    mux.answer(ChannelError.class);
    mux.setUpChannel();
    byte[] setup = mux.streamSetup(1, 120).pdu().toByteArray();
    mux.send(with(setup, 17, 0x60));
    mux.answer(ChannelError.class);
    mux.setUpStream(1);
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 4)
            .word(3, mux.word(3))
            .word(4, mux.word(4))
            .build());
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 4)
            .word(4, mux.word(4))
            .word(5, mux.word(5))
            .build());
    mux.send(mux.provision(1, 5), mux.provision(1, 9));
    mux.send(mux.provision(2, 5));
    mux.send(StreamCloseRequest.of(2, TestMux.CHANNEL, 1), StreamTest.of(2, TestMux.CHANNEL, 1));
    mux.send(ChannelTest.of(2, 8));
    mux.send(
        ChannelError.of(2, 7, EcmgErrorStatus.INVALID_PARAMETER_VALUE.code(), new byte[] {0, 3}));
    mux.send(ChannelClose.of(2, TestMux.CHANNEL), ChannelTest.of(2, TestMux.CHANNEL));
    mux.sendHex("0600020006000E00020007");

    assertThat(codes())
        .containsExactly(
            ExplanationCode.CAS_UNKNOWN,
            ExplanationCode.LENGTHS_DO_NOT_ADD_UP,
            ExplanationCode.WORD_PERIODS,
            ExplanationCode.CRITERIA_MISSING,
            ExplanationCode.CP_JUMP,
            ExplanationCode.STREAM_NOT_OPEN,
            ExplanationCode.STREAM_CLOSED,
            ExplanationCode.CHANNEL_OTHER,
            ExplanationCode.PEER_ERROR,
            ExplanationCode.CHANNEL_CLOSED,
            ExplanationCode.VERSION_UNKNOWN);
    String document =
        Files.readString(Path.of("../../../docs/explained.md"), StandardCharsets.UTF_8);
    for (Seen seen : seen()) {
      assertThat(document).contains(seen.what().text(Locale.ENGLISH));
    }
  }

  @Test
  void aSuperCasIdThatIsNotServedIsToldWithThoseThatAre() {
    mux.send(ChannelSetup.of(2, 1, 0x4B000001));
    assertThat(text())
        .startsWith(
            "Super_CAS_id 0x4B000001 is not served; there are CA_system_ids 0x0B00, 0x4A00.");
  }

  @Test
  void whoHoldsAChannelIdIsTold() {
    TestMux holder =
        new TestMux(
            TestMux.settings()
                .with(SessionRules.defaults().with(SessionRules.SequenceTolerance.STRICT)));
    holder.setUpChannel();
    TestMux other = new TestMux(holder);
    other.send(ChannelSetup.of(2, TestMux.CHANNEL, TestMux.CAS));
    for (int i = 0; i < 4; i++) {
      holder.run();
      other.run();
    }
    holder.answer(ChannelTest.class);
    holder.send(ChannelStatus.of(2, TestMux.CHANNEL, TestMux.settings().terms()));
    for (int i = 0; i < 4; i++) {
      holder.run();
      other.run();
    }
    other.answer(ChannelError.class);
    List<Seen> seen = holder.listener().explanations();
    assertThat(seen.get(0).what().text(Locale.ENGLISH))
        .startsWith("ECM_channel_id 7 is in use by embedded. [TS 103 197 clause 5; @0: 02 00 01");
  }

  @Test
  void theSameThingAgainIsCounted() {
    mux.setUpChannel();
    for (int i = 0; i < 5; i++) {
      mux.send(ChannelTest.of(2, 8));
    }
    assertThat(seen()).singleElement().extracting(Seen::times).isEqualTo(5L);
  }

  @Test
  void onlyTheLastSixtyFourAreKeptAndSomeOutliveTheirConnection() {
    mux.setUpChannel();
    for (int i = 0; i < 100; i++) {
      mux.send(ChannelTest.of(2, 100 + i));
    }
    assertThat(seen()).hasSize(64);
    assertThat(seen().get(63).what().arguments()).contains("199");
    mux.channel().close();
    mux.run();
    assertThat(seen()).hasSize(16);
    assertThat(seen().get(15).what().arguments()).contains("199");
  }

  @Test
  void noProfileIsToldWithTheTimeThatWasWaited() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.issuer().available(false);
    mux.send(mux.provision(1, 1));
    mux.pass(Duration.ofSeconds(1));
    assertThat(text()).startsWith("No profile was there to make the ECM within 4");
  }

  @Test
  void limitsAreToldByTheirSetting() {
    mux.setUpChannel();
    Pdu encrypted =
        PduBuilder.of(mux.provision(1, 1).pdu())
            .bytes(EcmgParameters.CW_ENCRYPTION, new byte[] {0x77, 0x66, 0x55, 0x44})
            .build();
    mux.setUpStream(1);
    mux.send(new CwProvision(encrypted));
    assertThat(text()).startsWith("CW_provision has CW_encryption").contains("TS 103 197 annex D");
    assertThat(text()).doesNotContain("77 66").doesNotContain("55 55");
  }

  @Test
  void aGoodDialogueNeedsNoExplanation() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 0xFFFF), mux.provision(1, 0), mux.provision(1, 0));
    mux.answer(EcmResponse.class);
    assertThat(seen()).isEmpty();
  }

  /** One byte more, counted in message_length. */
  private static byte[] with(byte[] message, int at, int value) {
    byte[] longer = new byte[message.length + 1];
    System.arraycopy(message, 0, longer, 0, at);
    longer[at] = (byte) value;
    System.arraycopy(message, at, longer, at + 1, message.length - at);
    longer[4]++;
    return longer;
  }

  private List<Seen> seen() {
    return mux.listener().explanations();
  }

  private List<ExplanationCode> codes() {
    return seen().stream().map(seen -> seen.what().code()).collect(Collectors.toList());
  }

  private String text() {
    assertThat(seen()).hasSize(1);
    return seen().get(0).what().text(Locale.ENGLISH);
  }
}
