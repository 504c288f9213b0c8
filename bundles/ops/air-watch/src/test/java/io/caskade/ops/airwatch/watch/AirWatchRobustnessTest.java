package io.caskade.ops.airwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.base.ProductMask;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionPacketizer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire is taken, and never makes the watch grow without end. */
class AirWatchRobustnessTest {
  private static final long MILLI = 1_000_000L;
  private static final int MOST_KEPT = 1_200;

  @FuzzTest
  void anyBytesAreTaken(byte[] data) throws IOException {
    try (TestMux mux = new TestMux()) {
      mux.run(Duration.ofMillis(250));
      feed(mux, List.of(data), 3);
    }
  }

  /** A stream that is right but for some bits: lengths, PIDs, tables and ECMs that lie. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aMutatedStreamIsTaken(int seed) throws IOException {
    Random random = new Random(seed);
    try (TestMux mux = new TestMux()) {
      mux.recording().run(Duration.ofSeconds(2));
      List<byte[]> packets = new ArrayList<>(mux.recorded());
      for (byte[] packet : packets) {
        for (int bit = random.nextInt(seed * 3); bit > 0; bit--) {
          // The sync byte stays, or the packet would not be looked at.
          packet[1 + random.nextInt(TsPacket.SIZE - 1)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      feed(mux, packets, 3);
      assertThat(kept(mux.watch())).isLessThan(MOST_KEPT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void randomPacketsAreTaken(int seed) throws IOException {
    Random random = new Random(seed);
    try (TestMux mux = new TestMux()) {
      List<byte[]> packets = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        byte[] packet = new byte[TsPacket.SIZE];
        random.nextBytes(packet);
        packet[0] = TsPacket.SYNC_BYTE;
        packets.add(packet);
      }
      feed(mux, packets, 1);
      assertThat(kept(mux.watch())).isLessThan(MOST_KEPT);
    }
  }

  /** Valid tables that name a new crowd of services and PIDs every time. */
  @ParameterizedTest
  @ValueSource(ints = {21, 22})
  void tablesThatNameEverythingDoNotGrowTheWatch(int seed) throws IOException {
    Random random = new Random(seed);
    try (TestMux mux = new TestMux()) {
      HeadEndView view = mux.view(new ProductMask(1), new ProductMask(2));
      mux.watch().view(view, mux.moment());
      for (int round = 0; round < 8; round++) {
        List<byte[]> packets = new ArrayList<>();
        List<Pat.Entry> programs =
            IntStream.range(0, 2_000)
                .mapToObj(
                    i -> new Pat.Entry(random.nextInt(0x10000), random.nextInt(TsPacket.MAX_PID)))
                .toList();
        cut(
            packets,
            new SectionPacketizer(Pat.PID, round)
                .packets(new Pat(round, round % 32, programs).toSections()));
        for (Pat.Entry program : programs.subList(0, 200)) {
          cut(packets, new SectionPacketizer(program.pid()).packets(crowded(program, random)));
        }
        cut(
            packets,
            new SectionPacketizer(Cat.PID, round)
                .packets(
                    Cat.of(new CaDescriptor(TestMux.CA_SYSTEM_ID, random.nextInt(0x1FFF)))
                        .toSections()));
        feed(mux, packets, 1);
      }
      assertThat(kept(mux.watch())).isLessThan(MOST_KEPT + 256 * 64);
    }
  }

  private static Section crowded(Pat.Entry program, Random random) {
    List<Pmt.ElementaryStream> streams =
        IntStream.range(0, 150)
            .mapToObj(i -> new Pmt.ElementaryStream(2, random.nextInt(TsPacket.MAX_PID), List.of()))
            .toList();
    return new Pmt(program.programNumber(), 0, 0x1FFF, List.of(), streams)
        .withCa(new CaDescriptor(TestMux.CA_SYSTEM_ID, random.nextInt(0x1FFF)))
        .toSection();
  }

  private static void cut(List<byte[]> packets, byte[] bytes) {
    for (int at = 0; at < bytes.length; at += TsPacket.SIZE) {
      packets.add(Arrays.copyOfRange(bytes, at, at + TsPacket.SIZE));
    }
  }

  /** Feeds packets (of any length) again and again, with a report now and then. */
  private static void feed(TestMux mux, List<byte[]> packets, int times) {
    Moment from = mux.moment();
    long nanos = from.nanos();
    for (int round = 0; round < times; round++) {
      for (byte[] bytes : packets) {
        byte[] padded = Arrays.copyOf(bytes, Math.max(bytes.length, TsPacket.SIZE));
        for (int at = 0; at + TsPacket.SIZE <= padded.length; at += TsPacket.SIZE) {
          nanos += MILLI;
          Moment now = new Moment(nanos, from.wall().plusNanos(nanos - from.nanos()));
          mux.watch().packet(new TsPacket(padded, at), now);
          if (nanos % (500 * MILLI) == 0) {
            mux.watch().report(now);
          }
        }
      }
    }
    mux.watch().report(new Moment(nanos + MILLI, from.wall()));
  }

  /** Entries in the maps of the watch and in their lists. */
  private static int kept(AirWatch watch) {
    int kept = 0;
    for (Field field : AirWatch.class.getDeclaredFields()) {
      try {
        field.setAccessible(true);
        Object value = field.get(watch);
        if (value instanceof Map<?, ?> map) {
          kept += map.size();
          kept +=
              map.values().stream()
                  .filter(Collection.class::isInstance)
                  .mapToInt(list -> ((Collection<?>) list).size())
                  .sum();
        }
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return kept;
  }
}
