package io.caskade.lib.simulcrypt;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary good messages of a table: any version, order, optional and user-defined parameters. */
public final class TableMessages {
  private static final int MOST_REPEATS = 4;

  private TableMessages() {}

  /**
   * A message of a row.
   *
   * @param version 1, 2, 3 or 5
   */
  public record Made<M>(MessageRow<M> row, int version, byte[] bytes) {}

  public static <M> Arbitrary<Made<M>> of(List<MessageRow<M>> table) {
    return Combinators.combine(Arbitraries.of(table), Arbitraries.of(1, 2, 3, 5))
        .flatAs((row, version) -> message(row, version).map(b -> new Made<>(row, version, b)));
  }

  private static <M> Arbitrary<byte[]> message(MessageRow<M> row, int version) {
    List<Arbitrary<List<byte[]>>> parts = new ArrayList<>();
    for (ParameterUse use : row.parameters()) {
      parts.add(
          parameter(use.parameter(), version)
              .list()
              .ofMinSize(use.min(version))
              .ofMaxSize(use.repeats() ? MOST_REPEATS : 1));
    }
    parts.add(userDefined().list().ofMaxSize(2));
    return Combinators.combine(parts)
        .as(lists -> lists.stream().flatMap(List::stream).toList())
        .flatMap(Arbitraries::shuffle)
        .map(parameters -> assemble(version, row.code(), parameters));
  }

  private static Arbitrary<byte[]> parameter(ParameterRow row, int version) {
    int most = Math.min(row.maxLength(version), row.minLength(version) + 40);
    if (row.maxValue(version) < Long.MAX_VALUE) {
      return Arbitraries.integers()
          .between(0, (int) row.maxValue(version))
          .map(value -> tlv(row.code(), new byte[] {value.byteValue()}));
    }
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(row.minLength(version))
        .ofMaxSize(most)
        .map(value -> tlv(row.code(), value));
  }

  private static Arbitrary<byte[]> userDefined() {
    return Combinators.combine(
            Arbitraries.integers().between(Pdu.FIRST_USER_DEFINED, 0xFFFF),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(20))
        .as(TableMessages::tlv);
  }

  private static byte[] tlv(int type, byte[] value) {
    byte[] bytes = new byte[4 + value.length];
    bytes[0] = (byte) (type >> 8);
    bytes[1] = (byte) type;
    bytes[3] = (byte) value.length;
    System.arraycopy(value, 0, bytes, 4, value.length);
    return bytes;
  }

  private static byte[] assemble(int version, int type, List<byte[]> parameters) {
    int length = parameters.stream().mapToInt(parameter -> parameter.length).sum();
    byte[] bytes = new byte[Pdu.HEADER_LENGTH + length];
    bytes[0] = (byte) version;
    bytes[1] = (byte) (type >> 8);
    bytes[2] = (byte) type;
    bytes[3] = (byte) (length >> 8);
    bytes[4] = (byte) length;
    int at = Pdu.HEADER_LENGTH;
    for (byte[] parameter : parameters) {
      System.arraycopy(parameter, 0, bytes, at, parameter.length);
      at += parameter.length;
    }
    return bytes;
  }
}
