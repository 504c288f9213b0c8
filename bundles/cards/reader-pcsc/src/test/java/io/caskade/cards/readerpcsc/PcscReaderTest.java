package io.caskade.cards.readerpcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.SampleReader;
import java.time.Duration;
import java.util.Optional;
import javax.smartcardio.CardException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PcscReaderTest {
  private static final CardCommand QUESTION =
      new CardCommand(Octets.parseHex("DD26000003100140").toByteArray());

  private final SampleReader slot = new SampleReader("slot");
  private final PlayedPcsc service = new PlayedPcsc(slot);

  private PcscReader reader(String terminal) {
    return new PcscReader("desk", service, terminal, "T=0", Limits.USUAL);
  }

  private CaskadeException refusal(PcscReader reader) {
    CaskadeException refusal =
        catchThrowableOfType(CaskadeException.class, () -> reader.connect().close());
    assertThat(refusal).isNotNull();
    return refusal;
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(service.sessions()).as("sessions").isZero();
  }

  @Test
  void aServiceThatDoesNotRunIsTriedAgain() {
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    service.fail(Optional.of("SCARD_E_NO_SERVICE"));
    assertThat(refusal(reader("*")).code()).isEqualTo(ErrorCode.READER_GONE);
    assertThat(refusal(reader("*")).getMessage()).contains("SCARD_E_NO_SERVICE");
    service.fail(Optional.empty());
    CardConnection card = reader("*").connect();
    assertThat(card.present()).isTrue();

    // It is restarted: the card is lost, and found again over a session of its own.
    service.fail(Optional.of("SCARD_E_NO_SERVICE"));
    assertThat(card.present()).isFalse();
    assertThat(catchThrowableOfType(CaskadeException.class, () -> card.exchange(QUESTION)).code())
        .isEqualTo(ErrorCode.READER_GONE);
    card.close();
    service.fail(Optional.empty());
    CardConnection again = reader("*").connect();
    assertThat(again.exchange(QUESTION).status()).isEqualTo(0x9000);
    again.close();
  }

  @Test
  void theTerminalIsFoundByItsNameOrPartsOfIt() {
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    for (String name : new String[] {"*", "Played*", "*CCID*", PlayedPcsc.TERMINAL}) {
      reader(name).connect().close();
    }
    for (String name : new String[] {"Other*", "Played", "Played.*", "played*"}) {
      CaskadeException refusal = refusal(reader(name));
      assertThat(refusal.code()).as(name).isEqualTo(ErrorCode.READER_GONE);
      assertThat(refusal.getMessage()).contains(name, PlayedPcsc.TERMINAL);
    }
  }

  @Test
  void aCallThatTakesTooLongIsGivenUp() throws Exception {
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    Limits impatient =
        new Limits(
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            Duration.ofMillis(50));
    CardConnection card = new PcscReader("desk", service, "*", "T=0", impatient).connect();
    slot.stall();
    assertThat(catchThrowableOfType(CaskadeException.class, () -> card.exchange(QUESTION)).code())
        .isEqualTo(ErrorCode.CARD_SILENT);
    card.close();
    // The library lets go at last: then the thread ends, and the session with it.
    slot.answerAgain();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("caskade-reader-pcsc-desk")) {
        thread.join(10_000);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SCARD_E_NO_SERVICE, READER_GONE, READER_GONE",
    "SCARD_E_SERVICE_STOPPED, READER_GONE, READER_GONE",
    "SCARD_E_READER_UNAVAILABLE, READER_GONE, READER_GONE",
    "SCARD_E_UNKNOWN_READER, READER_GONE, READER_GONE",
    "SCARD_E_INVALID_HANDLE, READER_GONE, READER_GONE",
    "SCARD_E_NO_SMARTCARD, CARD_ABSENT, CARD_PULLED",
    "SCARD_W_REMOVED_CARD, CARD_ABSENT, CARD_PULLED",
    "SCARD_W_RESET_CARD, CARD_PULLED, CARD_PULLED",
    "SCARD_W_UNPOWERED_CARD, CARD_MUTE, CARD_MUTE",
    "SCARD_W_UNRESPONSIVE_CARD, CARD_MUTE, CARD_MUTE",
    "SCARD_E_NOT_TRANSACTED, CARD_SILENT, CARD_SILENT",
    "SCARD_E_SHARING_VIOLATION, READER_PORT_TAKEN, READER_PORT_TAKEN",
    "SCARD_E_PROTO_MISMATCH, CARD_NOT_OURS, CARD_NOT_OURS",
  })
  void eachErrorOfTheServiceHasItsName(String name, ErrorCode connecting, ErrorCode connected) {
    PcscFault faults = new PcscFault("desk", "*");
    CardException thrown =
        new CardException("connect() failed", new CardException("0x80100000 (" + name + ": x)"));
    assertThat(faults.of(thrown, false).code()).isEqualTo(connecting);
    assertThat(faults.of(thrown, true).code()).isEqualTo(connected);
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertThat(new PcscFault("desk", "*").of(new UnsatisfiedLinkError("x"), false).getMessage())
        .contains("libpcsclite");
  }
}
