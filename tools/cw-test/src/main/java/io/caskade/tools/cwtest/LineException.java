package io.caskade.tools.cwtest;

/** The line does not do; the verdict says why. */
final class LineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  LineException(Verdict verdict) {
    super(verdict.finding().name());
    this.verdict = verdict;
  }

  LineException(Finding finding, String... details) {
    this(Verdict.of(finding, details));
  }

  Verdict verdict() {
    return verdict;
  }
}
