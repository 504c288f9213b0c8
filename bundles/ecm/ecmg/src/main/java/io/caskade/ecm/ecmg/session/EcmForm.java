package io.caskade.ecm.ecmg.session;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionPacketizer;

/** The form in which ECMs go to the SCS: section_TSpkt_flag of the channel. */
enum EcmForm {
  SECTION {
    @Override
    int write(EcmDatagram ecm, byte[] target) throws TsFormatException {
      if (ecm.section().length() > Section.MAX_SIZE) {
        throw new TsFormatException(ecm.section().length() + " bytes", 0);
      }
      ecm.section().copyTo(target, 0);
      return ecm.section().length();
    }
  },
  /** PID and continuity counter are the mux's to set: 0x1FFF and 0. */
  PACKETS {
    @Override
    int write(EcmDatagram ecm, byte[] target) throws TsFormatException {
      Section section = Section.parse(ecm.section().toByteArray());
      byte[] packets = new SectionPacketizer(NO_PID).packets(section);
      System.arraycopy(packets, 0, target, 0, packets.length);
      return packets.length;
    }
  };

  /** Bytes that the longest section takes in either form. */
  static final int MOST_BYTES = 8 << 10;

  private static final int NO_PID = 0x1FFF;

  static EcmForm of(SectionTspktFlag flag) {
    return flag == SectionTspktFlag.SECTIONS ? SECTION : PACKETS;
  }

  /**
   * Writes the datagram to the beginning of {@code target}, which has {@link #MOST_BYTES}.
   *
   * @return its length
   * @throws TsFormatException when the profile's ECM is no section
   */
  abstract int write(EcmDatagram ecm, byte[] target) throws TsFormatException;
}
