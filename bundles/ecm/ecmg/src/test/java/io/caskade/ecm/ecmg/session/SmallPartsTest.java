package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Filters, histogram, stream table, fingerprint. */
class SmallPartsTest {

  @Test
  void peersAreFilteredByAddressAndNetwork() throws UnknownHostException {
    PeerFilter filter = PeerFilter.of(List.of("10.1.2.3", " 192.168.16.0/20", "", "fd00::/8"));
    assertThat(filter.allows(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(filter.allows(InetAddress.getByName("10.1.2.4"))).isFalse();
    assertThat(filter.allows(InetAddress.getByName("192.168.31.255"))).isTrue();
    assertThat(filter.allows(InetAddress.getByName("192.168.32.0"))).isFalse();
    assertThat(filter.allows(InetAddress.getByName("fd12::1"))).isTrue();
    assertThat(filter.allows(InetAddress.getByName("fe80::1"))).isFalse();
    assertThat(PeerFilter.of(List.of("0.0.0.0/0")).allows(InetAddress.getByName("9.9.9.9")))
        .isTrue();
    assertThat(PeerFilter.everybody().allows(InetAddress.getByName("9.9.9.9"))).isTrue();
  }

  @Test
  void whatIsNoAddressIsNamed() {
    assertThatThrownBy(() -> PeerFilter.of(List.of("mux.example")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mux.example");
    assertThatThrownBy(() -> PeerFilter.of(List.of("10.0.0.0/33"))).hasMessageContaining("0..32");
    assertThatThrownBy(() -> PeerFilter.of(List.of("10.0.0.0/"))).hasMessageContaining("prefix");
  }

  @Property
  void anAnswerTimeIsToldWithinAnEighth(@ForAll @LongRange(min = 0, max = 1L << 39) long nanos) {
    AnswerTimes times = new AnswerTimes();
    times.record(nanos);
    times.record(1L << 40);
    long told = times.percentile(0.5);
    assertThat(told).isGreaterThanOrEqualTo(nanos).isLessThanOrEqualTo(nanos + nanos / 8 + 1);
  }

  @Test
  void percentilesFollowTheShares() {
    AnswerTimes times = new AnswerTimes();
    assertThat(times.percentile(0.99)).isZero();
    for (int i = 1; i <= 1000; i++) {
      times.record(i * 1000L);
    }
    assertThat(times.percentile(0.5)).isBetween(500_000L, 570_000L);
    assertThat(times.percentile(0.99)).isBetween(990_000L, 1_000_000L);
    assertThat(times.max()).isEqualTo(1_000_000);
  }

  @Test
  void theFingerprintIsSipHash() {
    // Reference vector of SipHash-2-4: key 00..0F, message 00..0E.
    byte[] message = new byte[15];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) i;
    }
    WordFingerprint print = new WordFingerprint(0x0706050403020100L, 0x0F0E0D0C0B0A0908L);
    assertThat(print.of(message, message.length)).isEqualTo(0xA129CA6149BE45E5L);
  }

  @Test
  void streamsAreFoundByTheirIdOverTheWholeRange() {
    StreamTable table = new StreamTable();
    AlarmBoard board = new AlarmBoard(() -> Instant.EPOCH, new LogBudget(() -> Instant.EPOCH));
    for (int id : new int[] {0, 255, 256, 65535, 300}) {
      table.put(
          new EcmStream(
              id,
              OptionalInt.empty(),
              new StreamAlarms(board, "", false),
              new StreamFigures(new ChannelFigures("main", "1", new LatencyHistogram()), id, 0)));
    }
    assertThat(table.size()).isEqualTo(5);
    assertThat(table.get(1)).isNull();
    assertThat(table.get(40_000)).isNull();
    table.remove(255);
    table.remove(255);
    table.remove(40_000);
    List<Integer> ids = new ArrayList<>();
    table.forEach(stream -> ids.add(stream.id()));
    assertThat(ids).containsExactly(0, 256, 300, 65535);
    assertThat(table.size()).isEqualTo(4);
  }

  @Test
  void theLogStaysReadableWhenAMuxRaves() {
    Instant[] now = {Instant.EPOCH};
    LogBudget budget = new LogBudget(() -> now[0]);
    int allowed = 0;
    for (int i = 0; i < 1000; i++) {
      allowed += budget.allows() ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(50);
    now[0] = now[0].plusSeconds(60);
    assertThat(budget.allows()).isTrue();
  }
}
