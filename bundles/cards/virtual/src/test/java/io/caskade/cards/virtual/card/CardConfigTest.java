package io.caskade.cards.virtual.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.ProductMask;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** CONFIG files as the original panel serves them. */
class CardConfigTest {
  @Test
  void everyFileOfTheOriginalIsRead() throws Exception {
    JsonNode vectors;
    try (InputStream in = getClass().getResourceAsStream("/tvcas3/personalisation.json")) {
      vectors = new ObjectMapper().readTree(in).get("vectors");
    }
    assertThat(vectors).hasSize(12);
    for (JsonNode vector : vectors) {
      JsonNode row = vector.get("card");
      CardConfig config = CardConfig.parse(HeadEnd.hex(vector.at("/expect/bin").asText()));
      assertThat(config.serial().value()).isEqualTo(row.get("serial_no").asLong());
      assertThat(vector.at("/expect/file_name").asText())
          .isEqualTo(config.serial().printed() + ".bin");
      Entitlement entitlement = config.entitlement();
      assertThat(entitlement.start()).isEqualTo(row.get("start").asLong());
      assertThat(entitlement.stop()).isEqualTo(row.get("finish").asLong());
      assertThat(entitlement.products())
          .isEqualTo(ProductMask.parse(row.get("access_criteria").asText()));
      assertThat(entitlement.paired()).isEqualTo(row.get("pair").asInt() != 0);
      assertThat(entitlement.protection()).isEqualTo(row.get("type").asInt() == 1 ? 1 : 0);
      assertThat(keys(config))
          .isEqualToIgnoringCase(vector.at("/config/ecm_key").asText() + row.get("key").asText());
    }
  }

  private static String keys(CardConfig config) {
    byte[] keys = new byte[48];
    config.ecmKey().copyTo(keys, 0);
    config.cardKey().copyTo(keys, 32);
    return HeadEnd.hex(keys);
  }

  @Test
  void noKeyIsPrinted() {
    CardConfig config = HeadEnd.config();
    assertThat(config.toString()).doesNotContainIgnoringCase("2F41A8").contains("2100000004");
  }

  @Test
  void theIdentityTellsKeysApartAndNothingElse() throws Exception {
    byte[] other = HeadEnd.bin();
    other[60] ^= 1;
    assertThat(CardConfig.parse(other).identity()).isNotEqualTo(HeadEnd.config().identity());
    byte[] later = HeadEnd.bin();
    later[30] ^= 1;
    assertThat(CardConfig.parse(later).identity()).isEqualTo(HeadEnd.config().identity());
  }

  @Test
  void anythingButNinetyBytesIsRefused() throws IOException {
    for (int length : new int[] {0, 89, 91, 4_096}) {
      assertThatThrownBy(() -> CardConfig.parse(Arrays.copyOf(HeadEnd.bin(), length)))
          .isInstanceOf(CardFormatException.class)
          .hasMessageContaining(length + " bytes");
    }
  }
}
