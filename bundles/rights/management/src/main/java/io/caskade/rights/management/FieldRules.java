package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.regex.Pattern;

/** What every face must hear in the same words when a field is wrong. */
public final class FieldRules {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,32}");

  private FieldRules() {}

  /**
   * @throws CaskadeException FIELD_INVALID with the field and the reason
   */
  public static void require(boolean right, String field, String reason) {
    if (!right) {
      throw invalid(field, reason);
    }
  }

  /** FIELD_INVALID with the field and the reason, to be thrown. */
  public static CaskadeException invalid(String field, String reason) {
    return new CaskadeException(ErrorCode.FIELD_INVALID, field, reason);
  }

  /** Text for people: up to so many characters, none of them a control character. */
  public static void text(String field, String value, int max) {
    require(value.length() <= max, field, "must have at most " + max + " characters");
    require(
        value.chars().noneMatch(Character::isISOControl),
        field,
        "must not have control characters");
  }

  /** Text of several lines. */
  public static void lines(String field, String value, int max) {
    text(field, value.replaceAll("[\\n\\r\\t]", " "), max);
  }

  public static void matches(String field, String value, Pattern form, String reason) {
    require(form.matcher(value).matches(), field, reason);
  }

  /** 0 to 32 of {@code a-z 0-9 -}. */
  public static void region(String field, String value) {
    matches(field, value, REGION, "must be up to 32 of a-z, 0-9 and hyphen");
  }
}
