package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the store refuses, by its code. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
