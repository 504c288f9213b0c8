package io.caskade.store.jpa.records;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a filter compares.
 *
 * @param attribute of the entity; ignored when it is a tag
 * @param value reads the filter's text; null when it is no such value
 */
record FilterColumn(String attribute, boolean tag, Function<String, Object> value) {
  static FilterColumn text(String attribute) {
    return new FilterColumn(attribute, false, text -> text);
  }

  static FilterColumn ofTag() {
    return new FilterColumn("", true, Word::folded);
  }

  /** An enum's name, in letters of either case. */
  static FilterColumn name(String attribute) {
    return new FilterColumn(
        attribute, false, text -> text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static FilterColumn number(String attribute) {
    return new FilterColumn(attribute, false, Integer::valueOf);
  }

  static FilterColumn serial(String attribute) {
    return new FilterColumn(attribute, false, Long::valueOf);
  }

  static FilterColumn truth(String attribute) {
    return new FilterColumn(
        attribute,
        false,
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("true or false");
          }
          return Columns.truth(text.equals("true"));
        });
  }

  /**
   * @throws CaskadeException FIELD_INVALID when the text is no value of the column
   */
  Object read(String name, String text) {
    try {
      return value.apply(text);
    } catch (IllegalArgumentException e) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, name, "not a value: " + text);
    }
  }
}
