package io.caskade.api.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final class Key extends Secret {
    Key(byte... bytes) {
      super(bytes);
    }
  }

  @Property
  void aSerialReadsWhatItPrints(@ForAll @LongRange(max = CardSerial.MAX) long value) {
    var serial = new CardSerial(value);
    assertThat(CardSerial.parse(serial.printed())).isEqualTo(serial);
    assertThat(CardSerial.parse(serial.toString())).isEqualTo(serial);
  }

  @Property
  void aMaskReadsWhatItPrints(@ForAll int bits) {
    var mask = new ProductMask(bits);
    assertThat(ProductMask.parse(mask.toString())).isEqualTo(mask);
    assertThat(mask.toAccessCriteria()).hasToString(mask.toString());
  }

  @Test
  void aSerialIsPrintedAsOnTheCard() {
    assertThat(new CardSerial(2_100_000_004L).printed()).isEqualTo("210-000-000-4");
  }

  @Test
  void aWrongSerialIsRefusedWithItsText() {
    assertThatThrownBy(() -> CardSerial.parse("21x"))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CARD_SERIAL_INVALID))
        .hasMessageContaining("21x");
  }

  @Test
  void theUpperHalfOfASuperCasIdIsTheCaSystemId() {
    var id = SuperCasId.of(0x0B00, 1);
    assertThat(id.value()).isEqualTo(0x0B000001);
    assertThat(id.caSystemId()).isEqualTo(0x0B00);
    assertThat(id.caSubsystemId()).isEqualTo(1);
  }

  @Test
  void aSecretPrintsNothingAndForgets() {
    var secret = new Key((byte) 0x41, (byte) 0x42);
    assertThat(secret).hasToString("Key[2 bytes]").isEqualTo(new Key((byte) 0x41, (byte) 0x42));
    secret.destroy();
    assertThatThrownBy(() -> secret.copyTo(new byte[2], 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
