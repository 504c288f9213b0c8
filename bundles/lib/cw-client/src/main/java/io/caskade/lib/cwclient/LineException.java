package io.caskade.lib.cwclient;

/** The line does not do; the verdict says why. */
public final class LineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  LineException(Verdict verdict) {
    super(verdict.finding().name());
    this.verdict = verdict;
  }

  LineException(Finding finding, String... details) {
    this(Verdict.of(finding, details));
  }

  public Verdict verdict() {
    return verdict;
  }
}
