package io.caskade.cards.virtual.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.HeadEnd;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.T0Host;
import io.caskade.lib.cardprotocol.T0Timing;
import io.caskade.lib.cardprotocol.line.MemoryWire;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The card on serial lines, with the host's side of T=0 from the library. */
@Timeout(60)
class SerialLineTest {
  private final CardServices services = new CardServices(new LinkedBlockingQueue<>()::add);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTcpConnectionIsASerialLineAndAReset(boolean echo) throws Exception {
    try (CardServices.Listening listening =
        services.asSerialLine("test", HeadEnd.card(CardTerms.PROMISED), echo, 0)) {
      for (int time = 0; time < 3; time++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listening.port())) {
          CardLine line = new SocketLine(socket);
          T0Host host = new T0Host(line, T0Timing.at(9_600), echo, System::nanoTime);
          dialogue(host, () -> {});
        }
      }
    }
  }

  @Test
  void aLineThatTellsResetsIsServedUntilItIsClosed() throws Exception {
    try (MemoryWire wire = new MemoryWire()) {
      CardService service =
          services.onLine("test", HeadEnd.card(CardTerms.PROMISED), wire.card(), false);
      T0Host host = new T0Host(wire.reader(), T0Timing.at(9_600), false, System::nanoTime);
      for (int time = 0; time < 3; time++) {
        dialogue(host, wire.resetLine());
      }
      service.close();
    }
  }

  private static void dialogue(T0Host host, T0Host.ResetLine resetLine) throws Exception {
    assertThat(host.reset(resetLine).toString()).isEqualTo("3B240030423030");
    assertThat(ask(host, "DD26000003100140")).isEqualTo("9811");
    assertThat(ask(host, "DDCA000011")).isEqualTo("20014028020B002F02002C3001022301029000");
    byte[] ecm = HeadEnd.ecmCommand(HeadEnd.ecm(HeadEnd.OPENS, 1, 1, 1));
    assertThat(HeadEnd.hex(host.exchange(ecm))).isEqualTo("9822");
    assertThat(ask(host, "DDCA000022"))
        .isEqualTo("250D00000100000000000100000001250D000000000000000001000000023102" + "40009000");
    assertThat(ask(host, "DDCA000030")).as("more than waits").endsWith("9000");
  }

  private static String ask(T0Host host, String command) throws Exception {
    return HeadEnd.hex(host.exchange(HeadEnd.hex(command)));
  }
}
