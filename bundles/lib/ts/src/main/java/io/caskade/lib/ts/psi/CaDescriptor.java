package io.caskade.lib.ts.psi;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * CA_descriptor, tag 0x09 (ISO/IEC 13818-1, clause 2.6.16): in a PMT the PID of the ECMs, in the
 * CAT that of the EMMs of one conditional access system.
 */
public final class CaDescriptor {
  public static final int TAG = 0x09;

  private static final int FIXED = 4;

  private final int caSystemId;
  private final int caPid;
  private final byte[] privateData;

  /**
   * @param caSystemId 0..65535
   * @param caPid 0..0x1FFF, PID of the ECMs or EMMs
   * @param privateData 0..251 bytes, copied
   */
  public CaDescriptor(int caSystemId, int caPid, byte[] privateData) {
    if (caSystemId < 0 || caSystemId > 0xFFFF) {
      throw new IllegalArgumentException("CA_system_id " + caSystemId + " is not within 0..65535");
    }
    if (caPid < 0 || caPid > 0x1FFF) {
      throw new IllegalArgumentException("CA_PID " + caPid + " is not within 0..8191");
    }
    if (privateData.length > Descriptor.MAX_LENGTH - FIXED) {
      throw new IllegalArgumentException(
          "Private data of a CA_descriptor is " + privateData.length + " bytes, the limit is 251");
    }
    this.caSystemId = caSystemId;
    this.caPid = caPid;
    this.privateData = privateData.clone();
  }

  /** Without private data. */
  public CaDescriptor(int caSystemId, int caPid) {
    this(caSystemId, caPid, new byte[0]);
  }

  /** Reads a descriptor; empty when it has another tag or is too short to be one. */
  public static Optional<CaDescriptor> from(Descriptor descriptor) {
    if (descriptor.tag() != TAG || descriptor.length() < FIXED) {
      return Optional.empty();
    }
    byte[] data = descriptor.data();
    return Optional.of(
        new CaDescriptor(
            (data[0] & 0xFF) << 8 | (data[1] & 0xFF),
            (data[2] & 0x1F) << 8 | (data[3] & 0xFF),
            Arrays.copyOfRange(data, FIXED, data.length)));
  }

  /** The CA descriptors of a loop, in order. */
  static List<CaDescriptor> among(List<Descriptor> descriptors) {
    return descriptors.stream().map(CaDescriptor::from).flatMap(Optional::stream).toList();
  }

  static boolean isOf(Descriptor descriptor, int caSystemId) {
    return from(descriptor).filter(ca -> ca.caSystemId == caSystemId).isPresent();
  }

  public Descriptor toDescriptor() {
    ByteSink data = new ByteSink().u16(caSystemId).pid(caPid).bytes(privateData);
    return new Descriptor(TAG, data.toByteArray());
  }

  public int caSystemId() {
    return caSystemId;
  }

  /** PID of the ECMs (in a PMT) or EMMs (in a CAT). */
  public int caPid() {
    return caPid;
  }

  public byte[] privateData() {
    return privateData.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CaDescriptor that
        && caSystemId == that.caSystemId
        && caPid == that.caPid
        && Arrays.equals(privateData, that.privateData);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * caSystemId + caPid) + Arrays.hashCode(privateData);
  }

  @Override
  public String toString() {
    return String.format(
        "CaDescriptor[0x%04X, pid 0x%04X, %s]",
        caSystemId, caPid, HexFormat.of().withUpperCase().formatHex(privateData));
  }
}
