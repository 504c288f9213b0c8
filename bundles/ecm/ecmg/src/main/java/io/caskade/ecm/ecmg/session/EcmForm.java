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
    byte[] datagram(EcmDatagram ecm) {
      return ecm.section().toByteArray();
    }
  },
  /** PID and continuity counter are the mux's to set: 0x1FFF and 0. */
  PACKETS {
    @Override
    byte[] datagram(EcmDatagram ecm) throws TsFormatException {
      return new SectionPacketizer(NO_PID).packets(Section.parse(ecm.section().toByteArray()));
    }
  };

  private static final int NO_PID = 0x1FFF;

  static EcmForm of(SectionTspktFlag flag) {
    return flag == SectionTspktFlag.SECTIONS ? SECTION : PACKETS;
  }

  /**
   * @throws TsFormatException when the profile's ECM is no section
   */
  abstract byte[] datagram(EcmDatagram ecm) throws TsFormatException;
}
