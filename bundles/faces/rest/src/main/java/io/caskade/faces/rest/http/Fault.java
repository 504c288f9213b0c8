package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal on its way to the reader.
 *
 * @param status of HTTP, where it is not the code's own
 */
record Fault(CaskadeException reason, Optional<String> field, int status) {
  /** The only field that such a refusal of management can mean. */
  private static final Map<ErrorCode, String> FIELDS =
      new EnumMap<>(
          Map.of(
              ErrorCode.CARD_SERIAL_INVALID, "serial",
              ErrorCode.MASK_INVALID, "products",
              ErrorCode.WINDOW_INVALID, "entitlements",
              ErrorCode.DATE_OUT_OF_RANGE, "entitlements",
              ErrorCode.REGION_INVALID, "region",
              ErrorCode.SUBSCRIBER_UNKNOWN, "subscriber",
              ErrorCode.PASSWORD_WEAK, "password",
              ErrorCode.NETWORK_NAME_INVALID, "network",
              ErrorCode.CA_SYSTEM_ID_INVALID, "caSystemId",
              ErrorCode.CA_SYSTEM_ID_TAKEN, "caSystemId"));

  static Fault of(CaskadeException reason) {
    return new Fault(reason, field(reason), reason.code().httpStatus());
  }

  static Fault of(FieldFault fault) {
    return new Fault(
        fault.reason(), Optional.of(fault.field()), fault.reason().code().httpStatus());
  }

  Problem problem(Locale locale, String path) {
    String type = reason.code().problemType();
    return new Problem(
        Problem.TYPE_BASE + type,
        type.replace('-', ' '),
        status,
        reason.text(locale),
        reason.cure(locale),
        path,
        field.orElse(null));
  }

  private static Optional<String> field(CaskadeException reason) {
    return switch (reason.code()) {
      case FIELD_INVALID, FIELD_UNKNOWN, KEY_LENGTH, KEY_NOT_HEX ->
          reason.arguments().stream().findFirst().map(Object::toString);
      case VERSION_REQUIRED -> Optional.of("If-Match");
      default -> Optional.ofNullable(FIELDS.get(reason.code()));
    };
  }
}
