package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ReplayedPadding;
import io.caskade.api.keys.EcmKey;
import io.caskade.keys.crypto.BlockCiphers;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcmVectorsTest {
  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());

  static Stream<JsonNode> vectors() {
    return Vectors.list("ecm.json", "vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anEcmIsTheOriginalsByteForByte(JsonNode vector) {
    EcmDatagram ecm = ecm(vector, accessCriteria(vector));
    assertThat(ecm.section().hex())
        .as(vector.get("id").asText())
        .isEqualTo(vector.at("/expect/datagram").asText());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anEcmOfTheOriginalOpens(JsonNode vector) {
    JsonNode expect = vector.get("expect");
    try (EcmOpener opener = profile.ecmOpener(key(vector))) {
      OpenedEcm opened =
          opener
              .open(new EcmDatagram(Octets.parseHex(expect.get("datagram").asText())))
              .orElseThrow();
      assertThat(opened.issuedAt()).isEqualTo(Instant.ofEpochSecond(vector.get("time").asLong()));
      assertThat(opened.odd()).isEqualTo(word(expect.get("cw1").asText()));
      assertThat(opened.even()).isEqualTo(word(expect.get("cw2").asText()));
      assertThat(opened.accessCriteria()).isEqualTo(accessCriteria(vector));
    }
  }

  @Test
  void anAlteredEcmRarelyOpensAndNeverToTheSameContents() {
    Random random = new Random(5);
    int opened = 0;
    for (JsonNode vector : vectors().toList()) {
      try (EcmOpener opener = profile.ecmOpener(key(vector))) {
        byte[] ecm = Octets.parseHex(vector.at("/expect/datagram").asText()).toByteArray();
        OpenedEcm genuine = opener.open(new EcmDatagram(Octets.of(ecm))).orElseThrow();
        ecm[EcmSection.MESSAGE + random.nextInt(24)] ^= (byte) (1 << random.nextInt(8));
        OpenedEcm altered = opener.open(new EcmDatagram(Octets.of(ecm))).orElse(null);
        assertThat(altered).isNotEqualTo(genuine);
        opened += altered == null ? 0 : 1;
      }
    }
    assertThat(opened).isLessThan(3);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void eachConstantByteOfTheFormIsLookedAt(JsonNode vector) {
    byte[] ecm = Octets.parseHex(vector.at("/expect/datagram").asText()).toByteArray();
    try (EcmOpener opener = profile.ecmOpener(key(vector))) {
      for (int i = 0; i < EcmSection.MESSAGE; i++) {
        byte[] altered = ecm.clone();
        altered[i] ^= 0x08;
        assertThat(opener.open(new EcmDatagram(Octets.of(altered)))).as("byte " + i).isEmpty();
      }
    }
  }

  @Test
  void onlyTheFirstFourBytesOfAccessCriteriaCount() {
    JsonNode vector = vectors().findFirst().orElseThrow();
    byte[] lengthy = new byte[] {0, 0, 0, 1, 77, 78};
    assertThat(ecm(vector, AccessCriteria.of(lengthy)).section().hex())
        .isEqualTo(vector.at("/expect/datagram").asText());
  }

  @Test
  void accessCriteriaOfLessThanFourBytesAreRefused() {
    JsonNode vector = vectors().findFirst().orElseThrow();
    refused(ErrorCode.ACCESS_CRITERIA_MISSING, () -> ecm(vector, AccessCriteria.NONE));
    refused(ErrorCode.ACCESS_CRITERIA_INVALID, () -> ecm(vector, AccessCriteria.of(new byte[3])));
  }

  @Test
  void aTimeOutsideThirtyTwoBitsIsRefused() {
    JsonNode vector = vectors().findFirst().orElseThrow();
    for (long time : new long[] {-1, 1L << 32}) {
      EcmInput input = input(vector, accessCriteria(vector), time);
      try (EcmWorker worker = profile.ecmWorker(key(vector), new Random(1))) {
        refused(ErrorCode.DATE_OUT_OF_RANGE, () -> worker.ecm(input));
      }
    }
  }

  private static void refused(ErrorCode code, Runnable call) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, call::run);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
  }

  private EcmDatagram ecm(JsonNode vector, AccessCriteria accessCriteria) {
    Octets padding = Octets.parseHex(vector.get("padding").asText());
    try (EcmWorker worker = profile.ecmWorker(key(vector), new ReplayedPadding(padding))) {
      return worker.ecm(input(vector, accessCriteria, vector.get("time").asLong()));
    }
  }

  private static EcmInput input(JsonNode vector, AccessCriteria accessCriteria, long time) {
    int cpNumber = vector.get("cp_number").asInt();
    CryptoPeriodWord present =
        new CryptoPeriodWord(cpNumber, word(vector.get("cw_of_cp_number").asText()));
    CryptoPeriodWord next =
        new CryptoPeriodWord((cpNumber + 1) % 65_536, word(vector.get("cw_of_next_cp").asText()));
    return new EcmInput(cpNumber, List.of(present, next), accessCriteria, time);
  }

  private static AccessCriteria accessCriteria(JsonNode vector) {
    return new AccessCriteria(Octets.parseHex(vector.get("access_criteria").asText()));
  }

  private static EcmKey key(JsonNode vector) {
    return new EcmKey(HexFormat.of().parseHex(vector.get("ecm_key").asText()));
  }

  private static ControlWord word(String hex) {
    return new ControlWord(HexFormat.of().parseHex(hex));
  }
}
