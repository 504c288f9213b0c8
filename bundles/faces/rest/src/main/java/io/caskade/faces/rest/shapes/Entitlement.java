package io.caskade.faces.rest.shapes;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of a card for a time.
 *
 * @param products numbers of the packages, 0 to 31; none is a row without packages
 * @param start first instant, whole seconds
 * @param finish last instant, whole seconds
 */
public record Entitlement(
    @Schema(example = "[0, 4]") List<Integer> products,
    @Schema(example = "2026-12-01T00:00:00Z") Instant start,
    @Schema(example = "2026-12-31T23:59:59Z") Instant finish) {

  static Entitlement of(Window window) {
    return new Entitlement(bits(window.products()), window.start(), window.finish());
  }

  /** The numbers of the bits that are set. */
  static List<Integer> bits(ProductMask mask) {
    return IntStream.range(0, Integer.SIZE)
        .filter(bit -> (mask.bits() >>> bit & 1) == 1)
        .boxed()
        .toList();
  }

  /**
   * @throws FieldFault for a number outside 0 to 31
   */
  static ProductMask mask(List<Integer> products, String field) {
    int bits = 0;
    for (int product : products) {
      if (product < 0 || product > 31) {
        throw FieldFault.invalid(field, "products are numbered 0 to 31");
      }
      bits |= 1 << product;
    }
    return new ProductMask(bits);
  }

  /** As management sells them. */
  public static List<Window> windows(List<Entitlement> entitlements, String field) {
    if (entitlements.size() > Sold.MAX_WINDOWS * 32) {
      throw FieldFault.invalid(field, "too many entries");
    }
    return IntStream.range(0, entitlements.size())
        .mapToObj(i -> entitlements.get(i).window(field + "[" + i + "]"))
        .toList();
  }

  /**
   * As management sells it.
   *
   * @throws FieldFault FIELD_INVALID
   */
  public Window window(String field) {
    if (start.getNano() != 0 || finish.getNano() != 0) {
      throw FieldFault.invalid(field, "start and finish are whole seconds");
    }
    return new Window(mask(products, field + ".products"), start, finish);
  }
}
