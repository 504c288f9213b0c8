package io.caskade.lib.cccam;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CccamCipherTest {
  @Property
  void decryptsWhatItEncrypted(
      @ForAll @Size(min = 1, max = 40) byte[] key, @ForAll byte[] message, @ForAll byte[] passed) {
    CccamCipher one = CccamCipher.keyed(key);
    CccamCipher other = CccamCipher.keyed(key);
    one.pass(passed);
    other.pass(passed);
    byte[] bytes = message.clone();
    one.encrypt(bytes, 0, bytes.length);
    other.decrypt(bytes, 0, bytes.length);

    assertThat(bytes).isEqualTo(message);
  }

  @Property
  void aWrongFeedbackCostsOneByte(
      @ForAll @Size(min = 1, max = 40) byte[] key,
      @ForAll @Size(min = 2, max = 60) byte[] message,
      @ForAll @Size(16) byte[] passed,
      @ForAll @Size(16) byte[] otherwise) {
    CccamCipher one = CccamCipher.keyed(key);
    CccamCipher other = CccamCipher.keyed(key);
    one.pass(passed);
    other.pass(otherwise);
    byte[] bytes = message.clone();
    one.encrypt(bytes, 0, bytes.length);
    other.decrypt(bytes, 0, bytes.length);

    assertThat(bytes).endsWith(Arrays.copyOfRange(message, 1, message.length));
  }

  /** Why failures have to be counted: the proof of a password is this weak. */
  @Test
  void anAnagramOfThePasswordIsTaken() {
    ServerLogIn server = new ServerLogIn(new byte[12]);
    ClientLogIn client = new ClientLogIn(server.seed(), "alice", "3scret".getBytes(US_ASCII));
    byte[] answer = client.answer();
    server.isProof(Arrays.copyOf(answer, 20));
    server.name(Arrays.copyOfRange(answer, 20, 40));
    byte[] word = Arrays.copyOfRange(answer, 40, 46);

    assertThat(server.isPassword(word, "s3creT".getBytes(US_ASCII))).isFalse();
    assertThat(server.isPassword(word, "s3cre".getBytes(US_ASCII))).isFalse();
    assertThat(server.isPassword(word, "s3cret".getBytes(US_ASCII))).isTrue();
  }

  @Test
  void aStrangerIsSeenByItsProof() {
    ServerLogIn server = new ServerLogIn(new byte[12]);

    assertThat(server.isProof("GET / HTTP/1.1\r\nHost".getBytes(US_ASCII))).isFalse();
  }
}
