package io.caskade.store.jpa.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class RowCodecTest {
  @Property
  void readsWhatItWrote(@ForAll("rows") List<Tuple2<Kind, Object>> values) throws IOException {
    var codec = new RowCodec(columns(values));
    Object[] row = values.stream().map(Tuple2::get2).toArray();
    byte[] bytes = write(codec, row);
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    assertThat(codec.read(in)).usingRecursiveComparison().isEqualTo(row);
    assertThat(in.read()).isNegative();
  }

  @Property
  void refusesWhatIsCutOff(@ForAll("rows") List<Tuple2<Kind, Object>> values, @ForAll int at)
      throws IOException {
    var codec = new RowCodec(columns(values));
    byte[] bytes = write(codec, values.stream().map(Tuple2::get2).toArray());
    var in =
        new DataInputStream(new ByteArrayInputStream(bytes, 0, Math.floorMod(at, bytes.length)));
    assertThatThrownBy(() -> codec.read(in)).isInstanceOf(EOFException.class);
  }

  @Property
  void noBytesDoMoreThanBeRefused(@ForAll byte[] bytes) {
    var codec =
        new RowCodec(
            List.of(
                new Column("a", Kind.NUMBER),
                new Column("b", Kind.TEXT),
                new Column("c", Kind.BYTES)));
    try {
      codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      assertThat(e).isInstanceOfAny(EOFException.class, MalformedRowException.class);
    }
  }

  @Test
  void believesNoAnnouncedLength() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(0);
    Varint.write(out, Kind.LONGEST);
    var codec = new RowCodec(List.of(new Column("a", Kind.BYTES)));
    assertThatThrownBy(
            () -> codec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isInstanceOf(EOFException.class);
  }

  @Provide
  Arbitrary<List<Tuple2<Kind, Object>>> rows() {
    return Arbitraries.of(Kind.values())
        .flatMap(kind -> value(kind).injectNull(0.2).map(value -> Tuple.of(kind, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static Arbitrary<Object> value(Kind kind) {
    return switch (kind) {
      case NUMBER -> Arbitraries.longs().map(Object.class::cast);
      case TEXT -> Arbitraries.strings().excludeChars(surrogates()).map(Object.class::cast);
      case BYTES -> Arbitraries.bytes().array(byte[].class).map(Object.class::cast);
    };
  }

  private static char[] surrogates() {
    char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return all;
  }

  private static List<Column> columns(List<Tuple2<Kind, Object>> values) {
    var columns = new ArrayList<Column>();
    values.forEach(value -> columns.add(new Column("c" + columns.size(), value.get1())));
    return columns;
  }

  private static byte[] write(RowCodec codec, Object[] row) throws IOException {
    var bytes = new ByteArrayOutputStream();
    codec.write(new DataOutputStream(bytes), row);
    return bytes.toByteArray();
  }
}
