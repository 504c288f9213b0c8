package io.caskade.lib.newcamd;

/**
 * What stands before a payload. Protocol 524 carries only the first two.
 *
 * @param id of the message; answers repeat it
 * @param serviceId or client id in a log-in, see {@link ClientId}
 * @param caSystemId 0 when the client fills none
 * @param provider three bytes
 * @param extra one byte: extended mode, or the top byte of a provider
 */
public record Header(int id, int serviceId, int caSystemId, int provider, int extra) {
  /** Service field of a log-in that offers extended mode: "mg". */
  public static final int MGCAMD = 0x6D67;

  /** Service field of an answer that accepts it: "ns". */
  public static final int NEWCS = 0x6E73;

  /** Last byte of an answer that accepts extended mode. */
  public static final int EXTENDED = 0x14;

  /** Last byte of a log-in that offers it. */
  public static final int OFFERED = 0x11;

  /** Only an id: most answers. */
  public static Header answer(int id) {
    return new Header(id, 0, 0, 0, 0);
  }
}
