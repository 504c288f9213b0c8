package io.caskade.cards.virtual.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.HeadEnd;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A state file is a state that is written the same again, or it is refused. */
class StateCodecFuzzTest {
  private static final int SUM = 32;

  @FuzzTest
  void anyBytesAreAStateOrRefused(byte[] data) throws Exception {
    Octets identity = HeadEnd.config().identity();
    decode(identity, data);
    // With the right sum the fields themselves are reached.
    byte[] summed = Arrays.copyOf(data, data.length + SUM);
    System.arraycopy(sum(data), 0, summed, data.length, SUM);
    decode(identity, summed);
  }

  private static void decode(Octets identity, byte[] file) {
    try {
      CardState state = StateCodec.decode(identity, file);
      byte[] again = StateCodec.encode(identity, state);
      assertThat(StateCodec.decode(identity, again)).isEqualTo(state);
    } catch (CardFormatException e) {
      assertThat(e.reason()).isNotBlank();
    }
  }

  private static byte[] sum(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
