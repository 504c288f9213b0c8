package io.caskade.api.base;

/** access_criteria of a service: bytes that only the profile understands (TS 103 197, 5.2.9). */
public record AccessCriteria(Octets octets) {
  public static final AccessCriteria NONE = new AccessCriteria(Octets.empty());

  public static AccessCriteria of(byte[] bytes) {
    return new AccessCriteria(Octets.of(bytes));
  }

  @Override
  public String toString() {
    return octets.hex();
  }
}
