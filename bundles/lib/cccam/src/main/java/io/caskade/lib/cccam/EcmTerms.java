package io.caskade.lib.cccam;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ECM asks of a card, told with its words to another site that agreed on {@link
 * PartnerText#TERMS}. Behind the 16 bytes of the words:
 *
 * <pre>
 * 0         1                        9        11
 * | form 1  | milliseconds of 1970  | length | access criteria
 * </pre>
 *
 * An extension of this head-end's own; nobody else sends it or is sent it.
 */
public final class EcmTerms {
  /** Longest access criteria that a message takes. */
  public static final int MOST_CRITERIA =
      Frame.MOST - Frame.HEADER - WordsAnswer.LENGTH - EcmTerms.CRITERIA;

  private static final int FORM = 1;
  private static final int TIME = 1;
  private static final int LENGTH = 9;
  private static final int CRITERIA = 11;

  private final Instant issuedAt;
  private final byte[] criteria;

  /**
   * @param issuedAt time in the ECM; whole milliseconds are kept
   * @param criteria at most {@link #MOST_CRITERIA} bytes
   * @throws IllegalArgumentException when they are longer
   */
  public EcmTerms(Instant issuedAt, byte[] criteria) {
    if (criteria.length > MOST_CRITERIA) {
      throw new IllegalArgumentException(criteria.length + " bytes of access criteria");
    }
    this.issuedAt = Instant.ofEpochMilli(issuedAt.toEpochMilli());
    this.criteria = criteria.clone();
  }

  /** Empty when it is another form, or its length is not the one it tells. */
  static Optional<EcmTerms> of(Frame frame, int at) {
    int length = frame.length() - at;
    if (length < CRITERIA
        || frame.u8(at) != FORM
        || frame.u16(at + LENGTH) != length - CRITERIA
        || length - CRITERIA > MOST_CRITERIA) {
      return Optional.empty();
    }
    return Optional.of(
        new EcmTerms(
            Instant.ofEpochMilli(frame.u64(at + TIME)),
            frame.part(at + CRITERIA, length - CRITERIA)));
  }

  int length() {
    return CRITERIA + criteria.length;
  }

  void put(byte[] bytes, int at) {
    bytes[at] = FORM;
    Frame.put(bytes, at + TIME, issuedAt.toEpochMilli(), Long.BYTES);
    Frame.put(bytes, at + LENGTH, criteria.length, 2);
    System.arraycopy(criteria, 0, bytes, at + CRITERIA, criteria.length);
  }

  public Instant issuedAt() {
    return issuedAt;
  }

  /** A copy. */
  public byte[] criteria() {
    return criteria.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EcmTerms that
        && that.issuedAt.equals(issuedAt)
        && Arrays.equals(that.criteria, criteria);
  }

  @Override
  public int hashCode() {
    return 31 * issuedAt.hashCode() + Arrays.hashCode(criteria);
  }

  @Override
  public String toString() {
    return "EcmTerms[" + issuedAt + ", " + criteria.length + " bytes of access criteria]";
  }
}
