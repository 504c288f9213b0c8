package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.List;

/**
 * Program map table, table 0x02 (ISO/IEC 13818-1, clause 2.4.4.8): always one section.
 *
 * @param programNumber 0..65535
 * @param version 0..31
 * @param pcrPid PID of the packets with the program's clock
 * @param descriptors of the program, in the order of the wire
 * @param streams elementary streams, in the order of the wire
 */
public record Pmt(
    int programNumber,
    int version,
    int pcrPid,
    List<Descriptor> descriptors,
    List<ElementaryStream> streams) {
  public static final int TABLE_ID = 0x02;

  public Pmt {
    Ranges.u16("program_number", programNumber);
    Ranges.within("version_number", version, TablePart.VERSIONS - 1);
    Ranges.pid(pcrPid);
    descriptors = List.copyOf(descriptors);
    streams = List.copyOf(streams);
  }

  /**
   * One elementary stream.
   *
   * @param streamType 0..255 (ISO/IEC 13818-1, table 2-34)
   * @param pid 0..0x1FFF
   * @param descriptors of the stream alone
   */
  public record ElementaryStream(int streamType, int pid, List<Descriptor> descriptors) {
    public ElementaryStream {
      Ranges.within("stream_type", streamType, 0xFF);
      Ranges.pid(pid);
      descriptors = List.copyOf(descriptors);
    }

    /** CA descriptors that hold for this stream only. */
    public List<CaDescriptor> caDescriptors() {
      return CaDescriptor.among(descriptors);
    }
  }

  /**
   * Reads the section.
   *
   * @throws TsFormatException when this is no PMT or a length in it lies
   */
  public static Pmt parse(Section section) throws TsFormatException {
    TableSections table = TableSections.of("PMT", TABLE_ID, List.of(section));
    ByteCursor cursor = table.bodies().get(0);
    int pcrPid = cursor.pid();
    List<Descriptor> descriptors = Descriptor.readAll(cursor.lengthThenPart());
    List<ElementaryStream> streams = new ArrayList<>();
    while (cursor.hasMore()) {
      streams.add(
          new ElementaryStream(
              cursor.u8(), cursor.pid(), Descriptor.readAll(cursor.lengthThenPart())));
    }
    return new Pmt(table.extension(), table.version(), pcrPid, descriptors, streams);
  }

  /** CA descriptors of the whole program, in order. */
  public List<CaDescriptor> caDescriptors() {
    return CaDescriptor.among(descriptors);
  }

  /** PIDs of the elementary streams, in order. */
  public List<Integer> elementaryPids() {
    return streams.stream().map(ElementaryStream::pid).toList();
  }

  /**
   * This table in its next version, with {@code ca} as the first descriptor of the program in place
   * of any other program descriptor of the same CA system. Old receivers read only the first.
   */
  public Pmt withCa(CaDescriptor ca) {
    Pmt bare = withoutCa(ca.caSystemId());
    return bare.withDescriptors(prepend(ca.toDescriptor(), bare.descriptors));
  }

  /** This table in its next version, without program descriptors of this CA system. */
  public Pmt withoutCa(int caSystemId) {
    return new Pmt(
        programNumber,
        TablePart.nextVersion(version),
        pcrPid,
        descriptors.stream().filter(d -> !CaDescriptor.isOf(d, caSystemId)).toList(),
        streams);
  }

  /** This table in its next version, with one scrambling_descriptor, behind the others. */
  public Pmt withScrambling(ScramblingMode mode) {
    List<Descriptor> kept = new ArrayList<>(descriptors);
    kept.removeIf(descriptor -> descriptor.tag() == ScramblingMode.TAG);
    kept.add(mode.toDescriptor());
    return withVersion(TablePart.nextVersion(version)).withDescriptors(kept);
  }

  /** The same content under another version number; several edits can so count as one change. */
  public Pmt withVersion(int newVersion) {
    return new Pmt(programNumber, newVersion, pcrPid, descriptors, streams);
  }

  private Pmt withDescriptors(List<Descriptor> replaced) {
    return new Pmt(programNumber, version, pcrPid, replaced, streams);
  }

  private static List<Descriptor> prepend(Descriptor first, List<Descriptor> others) {
    List<Descriptor> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }

  /**
   * The section.
   *
   * @throws IllegalArgumentException when the table would exceed 1,024 bytes
   */
  public Section toSection() {
    ByteSink body = new ByteSink().pid(pcrPid).loop(0xF, descriptors);
    for (ElementaryStream stream : streams) {
      body.u8(stream.streamType()).pid(stream.pid()).loop(0xF, stream.descriptors());
    }
    TablePart part = new TablePart(programNumber, version, true, 0, 0);
    return Section.psi(TABLE_ID, part, body.toByteArray());
  }
}
