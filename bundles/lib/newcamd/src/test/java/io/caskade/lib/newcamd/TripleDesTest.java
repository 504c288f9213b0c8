package io.caskade.lib.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TripleDesTest {
  /** The JDK knows DES as well, only slower. */
  @Property
  void itIsWhatTheJdkMakes(@ForAll @Size(16) byte[] key, @ForAll long block)
      throws GeneralSecurityException {
    byte[] three = Arrays.copyOf(key, 24);
    System.arraycopy(key, 0, three, 16, 8);
    Cipher jdk = Cipher.getInstance("DESede/ECB/NoPadding");
    jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(three, "DESede"));
    byte[] clear = ByteBuffer.allocate(8).putLong(block).array();
    long coded = ByteBuffer.wrap(jdk.doFinal(clear)).getLong();
    TripleDes des = new TripleDes(key);
    assertThat(des.encrypt(block)).isEqualTo(coded);
    assertThat(des.decrypt(coded)).isEqualTo(block);
  }

  /** With equal keys it is single DES: a plain text and its cipher text from the literature. */
  @Test
  void equalKeysMakeSingleDes() {
    ByteBuffer key = ByteBuffer.allocate(16);
    key.putLong(0x133457799BBCDFF1L).putLong(0x133457799BBCDFF1L);
    assertThat(new TripleDes(key.array()).encrypt(0x0123456789ABCDEFL))
        .isEqualTo(0x85E813540F0AB405L);
  }

  @Test
  void destroyedKeysAreGone() {
    byte[] key = new byte[16];
    Arrays.fill(key, (byte) 0x31);
    TripleDes des = new TripleDes(key);
    long before = des.encrypt(1);
    des.destroy();
    assertThat(des.encrypt(1)).isNotEqualTo(before);
  }
}
