package io.caskade.emm.emmg.session;

import io.caskade.api.emm.EmmAudience;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Settings of one output.
 *
 * @param host name or address of the MUX
 * @param port TCP port of the MUX
 * @param version protocol_version 1, 2, 3 or 5
 * @param ids what names channel, stream and data
 * @param bandwidthKbit what is asked for, in 1000 bit/s
 * @param form of the datagrams
 * @param data way of data_provision
 * @param audience the cards that this MUX reaches
 * @param limits of one data_provision
 * @param probe silence after which channel_test is sent
 * @param oldestChange age of a waiting change above which an alarm is raised; zero never
 */
public record OutputSettings(
    String host,
    int port,
    int version,
    Ids ids,
    int bandwidthKbit,
    SectionTspktFlag form,
    DataWay data,
    EmmAudience audience,
    Limits limits,
    Duration probe,
    Duration oldestChange) {

  /** Age of a waiting change that is told unless set otherwise. */
  public static final Duration USUAL_OLDEST_CHANGE = Duration.ofSeconds(60);

  /** With the usual alarm about waiting changes. */
  public OutputSettings(
      String host,
      int port,
      int version,
      Ids ids,
      int bandwidthKbit,
      SectionTspktFlag form,
      DataWay data,
      EmmAudience audience,
      Limits limits,
      Duration probe) {
    this(
        host,
        port,
        version,
        ids,
        bandwidthKbit,
        form,
        data,
        audience,
        limits,
        probe,
        USUAL_OLDEST_CHANGE);
  }

  /**
   * Names on the interface (TS 103 197, 6.2).
   *
   * @param clientId CA_system_id in the upper 16 bits
   */
  public record Ids(int clientId, int channel, int stream, int data) {}

  /**
   * How data_provision travels.
   *
   * @param udp by UDP to {@code port} of the same host, one message a packet
   * @param withIds channel and stream id also on UDP, against the letter of the standard
   */
  public record DataWay(boolean udp, int port, boolean withIds) {
    public static final DataWay TCP = new DataWay(false, 0, false);
  }

  /**
   * Most of one data_provision: muxes were seen to crash on more.
   *
   * @param datagrams sections, or TS packets
   * @param bytes of all datagrams together
   */
  public record Limits(int datagrams, int bytes) {
    public static final Limits USUAL = new Limits(7, 1_316);
  }

  /** True when a change from {@code other} needs no new connection. */
  public boolean sameConnection(OutputSettings other) {
    return host.equals(other.host)
        && port == other.port
        && version == other.version
        && ids.equals(other.ids)
        && form == other.form
        && data.equals(other.data);
  }

  /** data_id as messages of this version carry it. */
  OptionalInt dataId() {
    return version < 2 ? OptionalInt.empty() : OptionalInt.of(ids.data());
  }

  /** {@code host:port}. */
  public String target() {
    return host + ":" + port;
  }
}
