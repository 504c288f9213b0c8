package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.function.Supplier;

/** A refusal together with the field of the request that is at fault. */
public final class FieldFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final transient CaskadeException reason;

  public FieldFault(String field, CaskadeException reason) {
    super(reason.getMessage(), reason);
    this.field = field;
    this.reason = reason;
  }

  /** FIELD_INVALID. */
  public static FieldFault invalid(String field, String why) {
    return new FieldFault(field, new CaskadeException(ErrorCode.FIELD_INVALID, field, why));
  }

  /** What the supplier reads; its refusal names this field. */
  public static <T> T in(String field, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (CaskadeException e) {
      throw new FieldFault(field, e);
    }
  }

  /** As in the request, for example {@code entitlements[0].start}. */
  public String field() {
    return field;
  }

  public CaskadeException reason() {
    return reason;
  }
}
