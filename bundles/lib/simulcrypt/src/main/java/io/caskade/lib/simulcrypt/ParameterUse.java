package io.caskade.lib.simulcrypt;

/**
 * How often a parameter may come in one message, by protocol version.
 *
 * @param minVersion1 fewest in version 1 (0 or 1)
 * @param min fewest in versions 2, 3 and 5 (0 or 1)
 * @param repeats whether it may come more than once; how often is bounded by the message only
 */
public record ParameterUse(ParameterRow parameter, int minVersion1, int min, boolean repeats) {

  /** Exactly once. */
  public static ParameterUse one(ParameterRow parameter) {
    return new ParameterUse(parameter, 1, 1, false);
  }

  /** At most once. */
  public static ParameterUse optional(ParameterRow parameter) {
    return new ParameterUse(parameter, 0, 0, false);
  }

  /** Once or more. */
  public static ParameterUse oneOrMore(ParameterRow parameter) {
    return new ParameterUse(parameter, 1, 1, true);
  }

  /** Any number. */
  public static ParameterUse any(ParameterRow parameter) {
    return new ParameterUse(parameter, 0, 0, true);
  }

  /** Exactly once from version 2 on; not known in version 1, where it is kept when it comes. */
  public static ParameterUse oneSinceVersion2(ParameterRow parameter) {
    return new ParameterUse(parameter, 0, 1, false);
  }

  /** Exactly once in version 1, at most once from version 2 on. */
  public static ParameterUse optionalSinceVersion2(ParameterRow parameter) {
    return new ParameterUse(parameter, 1, 0, false);
  }

  /** Fewest occurrences in {@code version}; {@link ProtocolVersion#ANY} asks for the loosest. */
  int min(int version) {
    return switch (version) {
      case ProtocolVersion.ANY -> Math.min(minVersion1, min);
      case 1 -> minVersion1;
      default -> min;
    };
  }
}
