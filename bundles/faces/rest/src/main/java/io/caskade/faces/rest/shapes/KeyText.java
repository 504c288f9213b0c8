package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.faces.rest.http.FieldFault;
import java.util.HexFormat;

/** Keys as hexadecimal digits. */
public final class KeyText {
  private KeyText() {}

  /**
   * @throws FieldFault KEY_NOT_HEX
   */
  public static byte[] bytes(String text, String field) {
    try {
      return HexFormat.of().parseHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw new FieldFault(field, new CaskadeException(ErrorCode.KEY_NOT_HEX, field));
    }
  }
}
