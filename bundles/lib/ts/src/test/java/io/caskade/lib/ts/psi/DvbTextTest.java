package io.caskade.lib.ts.psi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DvbTextTest {
  @ParameterizedTest
  @CsvSource({
    "4E657773, News",
    "01BAD8DDDE, Кино",
    "15D09AD0B8, Ки",
    "11041A0438, Ки",
    "100005BAD8, Ки",
    "05E9, é",
  })
  void theFirstByteSelectsTheCharacterTable(String bytes, String text) {
    assertThat(DvbText.decode(HexFormat.of().parseHex(bytes))).isEqualTo(text);
  }

  @Test
  void asciiNeedsNoSelector() {
    assertThat(DvbText.encode("News")).isEqualTo(HexFormat.of().parseHex("4E657773"));
  }

  @Property
  void everyTextIsReadAsWritten(@ForAll @StringLength(max = 30) String text) {
    String storable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(DvbText.decode(DvbText.encode(storable))).isEqualTo(storable);
  }

  @Property
  void anyBytesGiveSomeText(@ForAll @Size(max = 12) byte[] bytes) {
    assertThat(DvbText.decode(bytes).length()).isLessThanOrEqualTo(bytes.length);
  }
}
