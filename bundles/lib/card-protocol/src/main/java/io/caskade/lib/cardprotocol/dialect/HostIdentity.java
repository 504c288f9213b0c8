package io.caskade.lib.cardprotocol.dialect;

/**
 * Three bytes by which a host tells a card who it is; a paired card opens in one host only. They
 * deter, they do not protect: each host claims them itself.
 *
 * @param value 0..0xFFFFFF
 */
public record HostIdentity(int value) {
  /** What every card server of the field says. */
  public static final HostIdentity CARD_SERVER = new HostIdentity(0xE0302B);

  public HostIdentity {
    if (value < 0 || value > 0xFFFFFF) {
      throw new IllegalArgumentException("a host identity has three bytes, not " + value);
    }
  }

  @Override
  public String toString() {
    return "%06X".formatted(value);
  }
}
