package io.caskade.tools.simulator.scs;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoded;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link against a small ECMG on a real socket that the test plays itself. */
@Timeout(60)
class TcpEcmgLinkTest {
  private static final ChannelTerms TERMS =
      new ChannelTerms(
          SectionTspktFlag.SECTIONS,
          OptionalInt.empty(),
          OptionalInt.empty(),
          200,
          200,
          OptionalInt.of(-500),
          OptionalInt.empty(),
          100,
          0,
          20,
          1,
          2,
          500);

  private ServerSocket server;
  private TcpEcmgLink link;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    EcmStream stream =
        new EcmStream(
            101,
            2,
            3,
            4,
            new SuperCasId(0x0B000001),
            AccessCriteria.of(new byte[] {1}),
            ScramblingAlgorithm.CSA2,
            Duration.ofSeconds(10),
            0);
    link =
        new TcpEcmgLink(
            stream,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
            Duration.ofMillis(1));
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
  }

  /** The server's end of a connection. */
  private final class Ecmg implements AutoCloseable {
    private final EcmgDecoder decoder = EcmgDecoder.atEcmg(Tolerance.STANDARD);
    private final Socket socket = server.accept();

    Ecmg() throws IOException {}

    EcmgDecoded read() throws IOException {
      InputStream input = socket.getInputStream();
      byte[] head = input.readNBytes(Pdu.HEADER_LENGTH);
      int length = PduFramer.announced(head, 0);
      byte[] message = Arrays.copyOf(head, length);
      input.readNBytes(message, head.length, length - head.length);
      return decoder.decode(message, 0, length);
    }

    void send(EcmgMessage message) throws IOException {
      message.pdu().writeTo(socket.getOutputStream());
    }

    void open() throws IOException {
      ChannelSetup channel = (ChannelSetup) read();
      assertThat(channel.superCasId()).isEqualTo(0x0B000001);
      send(ChannelStatus.of(2, channel.ecmChannelId(), TERMS));
      StreamSetup stream = (StreamSetup) read();
      assertThat(stream.nominalCpDuration()).isEqualTo(100);
      send(StreamStatus.of(2, 3, 4, stream.ecmId(), true));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private EcmgEvent await() {
    EcmgEvent event = link.poll();
    while (event == null) {
      Thread.onSpinWait();
      event = link.poll();
    }
    return event;
  }

  private static CwProvision provision(int cpNumber) {
    return CwProvision.builder(2, 3, 4, cpNumber)
        .word(cpNumber, new byte[8])
        .word(cpNumber + 1, new byte[8])
        .build();
  }

  @Test
  void opensChannelAndStreamAndBringsEcms() throws IOException {
    try (Ecmg ecmg = new Ecmg()) {
      ecmg.open();
      assertThat(await()).isEqualTo(new EcmgEvent.Opened(TERMS, true));
      link.request(provision(5));
      assertThat(((CwProvision) ecmg.read()).cpNumber()).isEqualTo(5);
      ecmg.send(EcmResponse.of(2, 3, 4, 5, new byte[] {1, 2, 3}));
      assertThat(await()).isEqualTo(new EcmgEvent.Ecm(5, Octets.of(new byte[] {1, 2, 3})));
    }
  }

  @Test
  void answersTestsOfTheEcmg() throws IOException {
    try (Ecmg ecmg = new Ecmg()) {
      ecmg.open();
      ecmg.send(ChannelTest.of(2, 3));
      assertThat(((ChannelStatus) ecmg.read()).terms()).isEqualTo(TERMS);
      ecmg.send(StreamTest.of(2, 3, 4));
      assertThat(ecmg.read()).isInstanceOf(StreamStatus.class);
    }
  }

  @Test
  void connectsAgainWhenTheEcmgGoesAway() throws IOException {
    try (Ecmg ecmg = new Ecmg()) {
      ecmg.open();
      await();
    }
    assertThat(await()).isInstanceOf(EcmgEvent.Lost.class);
    try (Ecmg again = new Ecmg()) {
      again.open();
      assertThat(await()).isInstanceOf(EcmgEvent.Opened.class);
    }
  }

  @Test
  void aStreamErrorIsARefusalAndAChannelErrorTheEndOfTheConnection() throws IOException {
    try (Ecmg ecmg = new Ecmg()) {
      ecmg.open();
      await();
      ecmg.send(StreamError.of(2, 3, 4, EcmgErrorStatus.INVALID_PARAMETER_VALUE));
      assertThat(((EcmgEvent.Refused) await()).reason()).contains("0x0011").contains("invalid");
      ecmg.send(ChannelError.of(2, 3, EcmgErrorStatus.UNKNOWN_SUPER_CAS_ID));
      assertThat(((EcmgEvent.Lost) await()).reason()).contains("0x0005");
    }
  }

  @Test
  void saysGoodByeAsTheStandardWantsIt() throws IOException {
    try (Ecmg ecmg = new Ecmg()) {
      ecmg.open();
      await();
      link.close();
      assertThat(ecmg.read()).isInstanceOf(StreamCloseRequest.class);
      assertThat(ecmg.read()).isInstanceOf(ChannelClose.class);
      assertThat(ecmg.socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
