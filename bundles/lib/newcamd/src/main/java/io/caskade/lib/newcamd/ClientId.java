package io.caskade.lib.newcamd;

import java.util.Map;

/** Programs by the number they log in with (cw-protocols, section 2.4). */
public final class ClientId {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x0000, "generic"),
          Map.entry(0x02C2, "Opticum"),
          Map.entry(0x0769, "JlsRq"),
          Map.entry(0x414C, "AlexCS"),
          Map.entry(0x4333, "camd3"),
          Map.entry(0x4343, "CCcam"),
          Map.entry(0x434C, "Cardlink"),
          Map.entry(0x4453, "DiabloCam"),
          Map.entry(0x4543, "eyetvCamd"),
          Map.entry(0x4765, "Octagon"),
          Map.entry(0x4C43, "LCE"),
          Map.entry(0x4E58, "NextYE2k"),
          Map.entry(0x5342, "SBCL"),
          Map.entry(0x5456, "Tecview"),
          Map.entry(0x5644, "vdr-sc"),
          Map.entry(0x5743, "WiCard"),
          Map.entry(0x6378, "cx"),
          Map.entry(0x6502, "tvheadend"),
          Map.entry(0x6576, "evocamd"),
          Map.entry(0x6762, "gbox"),
          Map.entry(0x6B61, "Kaffeine"),
          Map.entry(0x6B63, "kpcs"),
          Map.entry(0x6D63, "mpcs"),
          Map.entry(Header.MGCAMD, "MgCamd"),
          Map.entry(0x6E65, "NextYE2k"),
          Map.entry(Header.NEWCS, "NewCS"),
          Map.entry(0x7264, "Radegast"),
          Map.entry(0x7363, "Scam"),
          Map.entry(0x7763, "WinCSC"),
          Map.entry(0x7878, "tsdecrypt"),
          Map.entry(0x8888, "OSCam"),
          Map.entry(0x9911, "ACamd"),
          Map.entry(0x9922, "DVBplug"));

  private ClientId() {}

  /** A name, or the number in hexadecimal when nobody knows it. */
  public static String name(int id) {
    return NAMES.getOrDefault(id, "%04X".formatted(id));
  }
}
