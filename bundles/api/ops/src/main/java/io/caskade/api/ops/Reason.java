package io.caskade.api.ops;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.List;
import java.util.Locale;

/**
 * Why, as the catalogue of errors says it: told inside the text of a {@link Finding}, in the
 * language of whoever reads that.
 *
 * @param arguments of the text, never a secret
 */
public record Reason(ErrorCode code, List<Object> arguments) {
  public Reason {
    arguments = List.copyOf(arguments);
  }

  /** What a refusal says, without the exception: that would keep what it went through. */
  public static Reason of(CaskadeException refusal) {
    return new Reason(refusal.code(), refusal.arguments());
  }

  public String text(Locale locale) {
    return code.text(locale, arguments.toArray());
  }
}
