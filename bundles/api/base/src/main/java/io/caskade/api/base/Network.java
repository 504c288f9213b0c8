package io.caskade.api.base;

import java.time.ZoneId;

/**
 * An operator network as the real-time paths need it.
 *
 * @param caSystemId 0..65535; every super_CAS_id with these upper 16 bits reaches the network
 * @param profile name of its {@code CasProfile}, for example {@code tvcas3}
 * @param zone the network's own zone: faces, and the panel offset of card dates
 * @param legacyPhpZone zone of the PHP interpreter of the TVCAS3 that the network came from;
 *     decides the calendar day in EMMs (tvcas3 chapter 3.3). Equal to {@code zone} for a new
 *     network
 */
public record Network(
    NetworkId id, int caSystemId, String profile, ZoneId zone, ZoneId legacyPhpZone) {

  /** CA_system_id of the default network, as TVCAS3 announces it. */
  public static final int DEFAULT_CA_SYSTEM_ID = 0x0B00;

  /**
   * @throws CaskadeException {@link ErrorCode#CA_SYSTEM_ID_INVALID}
   */
  public Network {
    if (caSystemId < 0 || caSystemId > 0xFFFF) {
      throw new CaskadeException(ErrorCode.CA_SYSTEM_ID_INVALID, Integer.toHexString(caSystemId));
    }
  }
}
