package io.caskade.emm.emmg;

import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_CLOSE;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.CHANNEL_SETUP;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.DATA_PROVISION;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_BW_REQUEST;
import static io.caskade.lib.simulcrypt.emmg.EmmgMessageType.STREAM_CLOSE_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.emm.EmmSource;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.emm.emmg.session.EmmStock;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.emm.emmg.wire.OutputLoops;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import java.lang.reflect.Proxy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleContext;

/** On sockets of loopback. */
@Timeout(60)
class EmmgOutputTest {
  private OutputLoops loops;
  private FakeMux mux;

  @BeforeEach
  void open() throws Exception {
    loops = OutputLoops.open(1);
    mux = new FakeMux();
  }

  @AfterEach
  void close() throws Exception {
    mux.close();
    loops.close();
    waitUntil(() -> emmgThreads().isEmpty());
  }

  private static double allowedKbit(EmmgOutput output) {
    MetricFamily first = output.metrics().get(0);
    assertThat(first.name()).isEqualTo("emmg_allowed_kbit");
    return ((MetricFamily.Reading.Value) first.samples().get(0).reading()).value();
  }

  @Test
  void sendsEmmsAndEndsStreamAndChannelOnStop() throws Exception {
    EmmStock stock = EmmStock.ofCards();
    EmmgOutput output = output(Map.of(), () -> Optional.of(stock));
    output.start();
    mux.await(DATA_PROVISION);
    waitUntil(() -> output.state() == EndpointState.RUNNING);
    assertThat(output.peers().get(0).facts())
        .containsEntry("version", "2")
        .containsEntry("client_id", "0x0B000001")
        .containsEntry("allowed_kbit", "1000")
        .containsEntry("cards", "3")
        .containsKeys("sent_kbit", "oldest_change_ms", "cycle_ms", "changes", "repeats", "bulk");
    assertThat(allowedKbit(output)).isEqualTo(1_000);
    output.close();
    assertThat(allowedKbit(output)).as("while nothing flows").isZero();
    mux.await(STREAM_CLOSE_REQUEST);
    mux.await(CHANNEL_CLOSE);
    assertThat(output.state()).isEqualTo(EndpointState.STOPPED);
    assertThat(stock.closed()).isEqualTo(1);
    assertThat(output.counters()).containsEntry("connections", 1L);
  }

  @Test
  void startsAgainAfterAStop() throws Exception {
    try (EmmgOutput output = output(Map.of(), EmmgOutputTest::cards)) {
      output.start();
      mux.await(DATA_PROVISION);
      output.stop();
      output.start();
      mux.await(CHANNEL_CLOSE);
      assertThat(mux.await(DATA_PROVISION).connection()).isEqualTo(2);
    }
  }

  @Test
  void comesBackWhenTheMuxHangsUp() throws Exception {
    try (EmmgOutput output = output(Map.of(), EmmgOutputTest::cards)) {
      output.start();
      mux.await(DATA_PROVISION);
      mux.drop();
      mux.await(CHANNEL_SETUP);
      assertThat(output.alarms()).hasSize(1);
      assertThat(mux.await(DATA_PROVISION).connection()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeMux.Manner.class,
      names = {"REFUSE_CHANNEL", "HANG_UP_AT_ONCE", "TALK_GARBAGE", "TALK_TOO_LONG"})
  void comesBackByItselfToAMuxThatMisbehavedAndAlarmsOnce(FakeMux.Manner manner) throws Exception {
    mux.be(manner);
    try (EmmgOutput output = output(Map.of(), EmmgOutputTest::cards)) {
      output.start();
      waitUntil(() -> mux.connections() >= 2);
      assertThat(output.alarms())
          .singleElement()
          .satisfies(alarm -> assertThat(alarm.code()).isEqualTo(AlarmCode.MUX_UNREACHABLE));
      assertThat(output.state()).isEqualTo(EndpointState.STARTING);
      mux.be(FakeMux.Manner.WELL);
      mux.await(DATA_PROVISION);
      waitUntil(() -> output.state() == EndpointState.RUNNING);
    }
  }

  @Test
  void changesTheBandwidthOnTheSameConnection() throws Exception {
    try (EmmgOutput output = output(Map.of(), EmmgOutputTest::cards)) {
      output.start();
      mux.await(DATA_PROVISION);
      output.apply(settings(Map.of("bandwidthKbit", 250)));
      FakeMux.Heard request = mux.await(STREAM_BW_REQUEST);
      assertThat(((StreamBwRequest) request.message()).bandwidthKbit()).hasValue(250);
      assertThat(request.connection()).isEqualTo(1);
    }
  }

  @Test
  void newIdsMakeANewConnectionAtOnceAndWithoutAlarm() throws Exception {
    try (EmmgOutput output = output(Map.of(), EmmgOutputTest::cards)) {
      output.start();
      mux.await(DATA_PROVISION);
      output.apply(settings(Map.of("channelId", 9)));
      mux.await(CHANNEL_CLOSE);
      FakeMux.Heard setup = mux.await(CHANNEL_SETUP);
      assertThat(((ChannelSetup) setup.message()).dataChannelId()).isEqualTo(9);
      assertThat(setup.connection()).isEqualTo(2);
      mux.await(DATA_PROVISION);
      assertThat(output.alarms()).isEmpty();
    }
  }

  @Test
  void aNewAddressIsTriedAtOnceWhileTheOldOneIsWaitedFor() throws Exception {
    try (EmmgOutput output = output(Map.of("port", deadPort()), EmmgOutputTest::cards)) {
      output.start();
      waitUntil(() -> !output.alarms().isEmpty());
      output.apply(settings(Map.of()));
      mux.await(DATA_PROVISION);
    }
  }

  @Test
  void sendsByUdpWithoutIdsAndWithThem() throws Exception {
    for (boolean ids : new boolean[] {false, true}) {
      try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
          EmmgOutput output =
              output(
                  Map.of("transport", "udp", "udpPort", udp.getLocalPort(), "udpWithIds", ids),
                  EmmgOutputTest::cards)) {
        udp.setSoTimeout(10_000);
        output.start();
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        udp.receive(packet);
        Pdu pdu = Pdu.copyOf(packet.getData(), 0, packet.getLength());
        DataProvision data = (DataProvision) EmmgDecoder.atMux(Tolerance.STANDARD).decode(pdu);
        assertThat(packet.getLength()).isLessThan(1_400);
        assertThat(data.dataChannelId().isPresent()).isEqualTo(ids);
        assertThat(data.dataStreamId().isPresent()).isEqualTo(ids);
        assertThat(data.dataId()).hasValue(1);
      }
    }
  }

  @Test
  void outputsDoNotDisturbEachOther() throws Exception {
    try (FakeMux silent = new FakeMux();
        EmmgOutput unknown = output(Map.of("host", "no-such-mux.invalid"), EmmgOutputTest::cards);
        EmmgOutput dead = output(Map.of("port", deadPort()), EmmgOutputTest::cards);
        EmmgOutput waiting = output(Map.of("port", silent.port()), EmmgOutputTest::cards);
        EmmgOutput well = output(Map.of(), EmmgOutputTest::cards)) {
      silent.be(FakeMux.Manner.SAY_NOTHING);
      for (EmmgOutput output : List.of(unknown, dead, waiting, well)) {
        output.start();
      }
      mux.await(DATA_PROVISION);
      waitUntil(() -> !dead.alarms().isEmpty() && !unknown.alarms().isEmpty());
      assertThat(well.alarms()).isEmpty();
      assertThat(dead.alarms().get(0).arguments()).contains("connection refused");
      assertThat(unknown.alarms().get(0).arguments())
          .contains("the name no-such-mux.invalid is not known");
    }
  }

  @Test
  void theCarouselOfTheComponentComesAndGoesWhileTheConnectionStays() throws Exception {
    EmmgComponent component = new EmmgComponent();
    EmmgLoops own = new EmmgLoops();
    component.loops = own;
    component.activate(
        SettingsReaderTest.config(Map.of("port", mux.port())),
        Map.of("service.pid", "io.caskade.emmg~north"),
        context());
    assertThat(component.name()).isEqualTo("north");
    EmmStock first = EmmStock.ofCards();
    component.bindSource(first);
    mux.await(DATA_PROVISION);
    component.unbindSource(first);
    assertThat(first.closed()).as("no call is inside it any more").isEqualTo(1);
    EmmStock second = EmmStock.ofCards();
    component.bindSource(second);
    waitUntil(() -> second.asked() > 20);
    component.change(SettingsReaderTest.config(Map.of("port", 0)));
    assertThat(component.state())
        .as("bad settings change nothing")
        .isEqualTo(EndpointState.RUNNING);
    assertThat(component.counters()).containsEntry("connections", 1L);
    component.deactivate();
    own.close();
    assertThat(second.closed()).isEqualTo(1);
  }

  /** A framework that knows no property. */
  static BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> null);
  }

  private EmmgOutput output(Map<String, Object> values, Supplier<Optional<EmmSource>> source) {
    return new EmmgOutput(settings(values), source, loops, new Random(1), InstantSource.system());
  }

  private OutputSettings settings(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.putIfAbsent("port", mux.port());
    all.putIfAbsent("bandwidthKbit", 1_000);
    return SettingsReader.read("test", SettingsReaderTest.config(all));
  }

  private static final EmmStock CARDS = EmmStock.ofCards();

  private static Optional<EmmSource> cards() {
    return Optional.of(CARDS);
  }

  private static int deadPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void waitUntil(Supplier<Boolean> condition) {
    long end = System.nanoTime() + 15_000_000_000L;
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("it happens within 15 s").isLessThan(end);
      Thread.yield();
    }
  }

  private static List<String> emmgThreads() {
    Thread[] threads = new Thread[Thread.activeCount() + 50];
    int count = Thread.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("caskade-emmg"))
        .toList();
  }
}
