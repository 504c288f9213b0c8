package io.caskade.api.base;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * 32 products, one bit each; bit 0 is the lowest bit of the last hexadecimal digit (tvcas3 chapter
 * 5). A card opens a service when the two masks share a bit; 0 never opens.
 */
public record ProductMask(int bits) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{8}");

  public static final ProductMask NONE = new ProductMask(0);

  /**
   * Reads eight hexadecimal digits.
   *
   * @throws CaskadeException {@link ErrorCode#MASK_INVALID}
   */
  public static ProductMask parse(String hex) {
    if (!FORM.matcher(hex).matches()) {
      throw new CaskadeException(ErrorCode.MASK_INVALID, hex);
    }
    return new ProductMask(HexFormat.fromHexDigits(hex));
  }

  public boolean shares(ProductMask other) {
    return (bits & other.bits) != 0;
  }

  /** The four bytes that a mux sends for a service of these products. */
  public AccessCriteria toAccessCriteria() {
    return new AccessCriteria(
        Octets.of(
            new byte[] {
              (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
            }));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%08X", bits);
  }
}
