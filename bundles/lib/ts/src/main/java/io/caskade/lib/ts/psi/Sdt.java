package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Service description table of the own transport stream, PID 0x0011, table 0x42 (ETSI EN 300 468,
 * clause 5.2.3).
 *
 * @param transportStreamId 0..65535
 * @param originalNetworkId 0..65535
 * @param version 0..31
 * @param services in the order of the wire
 */
public record Sdt(
    int transportStreamId, int originalNetworkId, int version, List<Service> services) {
  public static final int PID = 0x0011;
  public static final int TABLE_ID = 0x42;

  private static final int HEADER = 3;

  public Sdt {
    Ranges.u16("transport_stream_id", transportStreamId);
    Ranges.u16("original_network_id", originalNetworkId);
    Ranges.within("version_number", version, TablePart.VERSIONS - 1);
    services = List.copyOf(services);
  }

  /**
   * One service.
   *
   * @param serviceId 0..65535, the program_number of the PAT
   * @param eitFlags schedule (2) and present/following (1), 0..3
   * @param runningStatus 0..7, 4 running
   * @param freeCaMode false clear, true at least one component is scrambled
   * @param descriptors in the order of the wire
   */
  public record Service(
      int serviceId,
      int eitFlags,
      int runningStatus,
      boolean freeCaMode,
      List<Descriptor> descriptors) {
    public Service {
      Ranges.u16("service_id", serviceId);
      Ranges.within("EIT flags", eitFlags, 3);
      Ranges.within("running_status", runningStatus, 7);
      descriptors = List.copyOf(descriptors);
    }

    /** Name and provider, when a service_descriptor is there and can be read. */
    public Optional<ServiceDescriptor> description() {
      return descriptors.stream()
          .map(ServiceDescriptor::from)
          .flatMap(Optional::stream)
          .findFirst();
    }

    /** The same service, marked as scrambled or clear. */
    public Service withFreeCaMode(boolean scrambled) {
      return new Service(serviceId, eitFlags, runningStatus, scrambled, descriptors);
    }
  }

  /**
   * Reads a whole table as {@link TableCollector} gives it.
   *
   * @throws TsFormatException when this is no SDT or a length in it lies
   */
  public static Sdt parse(List<Section> sections) throws TsFormatException {
    TableSections table = TableSections.of("SDT", TABLE_ID, sections);
    int originalNetworkId = 0;
    List<Service> services = new ArrayList<>();
    for (ByteCursor cursor : table.bodies()) {
      originalNetworkId = cursor.u16();
      cursor.u8();
      while (cursor.hasMore()) {
        services.add(readService(cursor));
      }
    }
    return new Sdt(table.extension(), originalNetworkId, table.version(), services);
  }

  private static Service readService(ByteCursor cursor) throws TsFormatException {
    int serviceId = cursor.u16();
    int eitFlags = cursor.u8() & 3;
    int statusAndLength = cursor.u16();
    ByteCursor loop = cursor.part(statusAndLength & 0x0FFF);
    return new Service(
        serviceId,
        eitFlags,
        statusAndLength >> 13,
        (statusAndLength & 0x1000) != 0,
        Descriptor.readAll(loop));
  }

  /** The service with this id. */
  public Optional<Service> service(int serviceId) {
    return services.stream().filter(service -> service.serviceId() == serviceId).findFirst();
  }

  /** This table in its next version, with the service marked as scrambled or clear. */
  public Sdt withFreeCaMode(int serviceId, boolean scrambled) {
    List<Service> changed =
        services.stream()
            .map(s -> s.serviceId() == serviceId ? s.withFreeCaMode(scrambled) : s)
            .toList();
    return new Sdt(transportStreamId, originalNetworkId, TablePart.nextVersion(version), changed);
  }

  /** As many sections as the services need. */
  public List<Section> toSections() {
    byte[] header = new ByteSink().u16(originalNetworkId).u8(0xFF).toByteArray();
    List<byte[]> bodies =
        TableSections.split(services, Sdt::encode, TableSections.MAX_BODY - HEADER).stream()
            .map(body -> new ByteSink().bytes(header).bytes(body).toByteArray())
            .toList();
    return TableSections.build(
        bodies,
        transportStreamId,
        version,
        (part, body) -> Section.serviceInformation(TABLE_ID, part, body));
  }

  private static byte[] encode(Service service) {
    return new ByteSink()
        .u16(service.serviceId())
        .u8(0xFC | service.eitFlags())
        .loop(service.runningStatus() << 1 | (service.freeCaMode() ? 1 : 0), service.descriptors())
        .toByteArray();
  }
}
