package io.caskade.cards.virtual.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.HeadEnd;
import io.caskade.cards.virtual.card.VirtualCard;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The card speaks vpcd's protocol in both directions; vpcd is played. */
@Timeout(60)
class VpcdTest {
  private static final String ATR = "3B240030423030";
  private static final int PATIENCE_MS = 10_000;

  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final CardServices services = new CardServices(notices::add);
  private final VirtualCard card = HeadEnd.card(CardTerms.PROMISED);

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("caskade-card-test"));
  }

  /** What vpcd does on its side of a connection. */
  private static final class Vpcd implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Vpcd(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MS);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
    }

    void send(String hex) throws IOException {
      byte[] payload = HeadEnd.hex(hex);
      // As the real one: length and payload apart.
      out.writeShort(payload.length);
      out.flush();
      out.write(payload);
      out.flush();
    }

    String ask(String hex) throws IOException {
      send(hex);
      return answer();
    }

    String answer() throws IOException {
      byte[] payload = new byte[in.readUnsignedShort()];
      in.readFully(payload);
      return HeadEnd.hex(payload);
    }

    boolean isHungUpOn() throws IOException {
      try {
        return in.read() < 0;
      } catch (SocketException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void dialogue(Vpcd vpcd) throws IOException {
    vpcd.send("00");
    vpcd.send("01");
    assertThat(vpcd.ask("04")).isEqualTo(ATR);
    assertThat(vpcd.ask("DD26000003100140")).isEqualTo("9811");
    assertThat(vpcd.ask("DDCA000011")).isEqualTo("20014028020B002F02002C3001022301029000");
    vpcd.send("02");
    assertThat(vpcd.ask("04")).isEqualTo(ATR);
    assertThat(vpcd.ask("DDCA000011")).as("forgotten by the reset").isEqualTo("9000");
    assertThat(vpcd.ask("DDC2000002660000")).as("with Le").isEqualTo("9806");
    assertThat(vpcd.ask("DDCA000006")).isEqualTo("74047D2B75049000");
    assertThat(vpcd.ask("DD84000040123E")).as("cut off").isEqualTo("6700");
    assertThat(vpcd.ask("DD260000")).as("four bytes").isEqualTo("9000");
    assertThat(vpcd.ask("DD26")).as("two bytes").isEqualTo("6700");
  }

  @Test
  void itConnectsToVpcdAndComesBackWhenThatWasAway() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(PATIENCE_MS);
      var address = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
      try (CardService service = services.toVpcd("test", card, address, new SplittableRandom(1))) {
        for (int time = 0; time < 3; time++) {
          try (Vpcd vpcd = new Vpcd(listening.accept())) {
            dialogue(vpcd);
          }
        }
        try (Vpcd vpcd = new Vpcd(listening.accept())) {
          service.close();
          assertThat(vpcd.isHungUpOn()).isTrue();
        }
      }
    }
    assertThat(notices).anyMatch(text -> text.contains("is in the reader"));
  }

  @Test
  void itTriesUntilVpcdIsThereAndSaysSoOnce() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (CardService service = services.toVpcd("test", card, address, new SplittableRandom(1))) {
      assertThat(notices.take()).contains("is not reached");
      try (ServerSocket listening = new ServerSocket(port, 1, address.getAddress())) {
        listening.setSoTimeout(PATIENCE_MS);
        try (Vpcd vpcd = new Vpcd(listening.accept())) {
          dialogue(vpcd);
        }
      }
      assertThat(service.isClosed()).isFalse();
    }
    assertThat(notices.stream().filter(text -> text.contains("is not reached"))).hasSizeLessThan(3);
  }

  @Test
  void itListensOnTheLoopbackForOneVpcdAfterAnother() throws Exception {
    try (CardServices.Listening listening = services.forVpcd("test", card, 0)) {
      for (int time = 0; time < 3; time++) {
        try (Vpcd vpcd = connect(listening.port())) {
          dialogue(vpcd);
        }
      }
      try (Vpcd vpcd = connect(listening.port())) {
        assertThat(vpcd.ask("04")).isEqualTo(ATR);
        listening.close();
        assertThat(vpcd.isHungUpOn()).isTrue();
      }
    }
  }

  @Test
  void whoeverDoesNotSpeakTheProtocolIsHungUpOnAndTheNextIsServed() throws Exception {
    try (CardServices.Listening listening = services.forVpcd("test", card, 0)) {
      for (String nonsense : List.of("0000", "FFFF", "000103", "474554202F")) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listening.port())) {
          Vpcd vpcd = new Vpcd(socket);
          socket.getOutputStream().write(HeadEnd.hex(nonsense));
          assertThat(vpcd.isHungUpOn()).as(nonsense).isTrue();
        }
      }
      try (Vpcd vpcd = connect(listening.port())) {
        dialogue(vpcd);
      }
    }
  }

  @Test
  void manyCardsAreServedAtOnce() throws Exception {
    List<CardServices.Listening> all = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        all.add(services.forVpcd("test" + i, HeadEnd.card(CardTerms.PROMISED), 0));
      }
      for (CardServices.Listening listening : all) {
        try (Vpcd vpcd = connect(listening.port())) {
          dialogue(vpcd);
        }
      }
    } finally {
      all.forEach(CardServices.Listening::close);
    }
  }

  private static Vpcd connect(int port) throws IOException {
    return new Vpcd(new Socket(InetAddress.getLoopbackAddress(), port));
  }
}
