package io.caskade.faces.console.firststart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleKeyTest {
  private static final String SHIPPED = "# Public keys\n_g_\\:admingroup = group,admin,ssh\n";

  private final Path etc;

  ConsoleKeyTest(@TempDir Path etc) {
    this.etc = etc;
  }

  @Test
  void thePrivatePartSignsWhatThePublicPartVerifies() throws Exception {
    Files.writeString(etc.resolve("keys.properties"), SHIPPED);
    assertThat(new ConsoleKey(etc, new SecureRandom()).make()).isTrue();

    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(privatePart());
    signature.update((byte) 7);
    byte[] signed = signature.sign();
    signature.initVerify(publicPart());
    signature.update((byte) 7);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void onlyTheOwnerReadsItAndTheGroupsStay() throws IOException {
    Files.writeString(etc.resolve("keys.properties"), SHIPPED);
    new ConsoleKey(etc, new SecureRandom()).make();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(etc.resolve("console.key"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(etc.resolve("keys.properties"))).startsWith(SHIPPED);
    assertThat(keys().getProperty("admin")).endsWith(",_g_:admingroup");
  }

  @Test
  void nothingIsMadeWhereSomebodyHasAKeyAlready() throws IOException {
    String own = SHIPPED + "olga=AAAA,_g_:admingroup\n";
    Files.writeString(etc.resolve("keys.properties"), own);
    assertThat(new ConsoleKey(etc, new SecureRandom()).make()).isFalse();
    assertThat(etc.resolve("keys.properties")).hasContent(own);
    assertThat(etc.resolve("console.key")).doesNotExist();
  }

  @Test
  void laterStartsChangeNothing() throws IOException {
    new ConsoleKey(etc, new SecureRandom()).make();
    String key = Files.readString(etc.resolve("console.key"));
    assertThat(new ConsoleKey(etc, new SecureRandom()).make()).isFalse();
    assertThat(etc.resolve("console.key")).hasContent(key);
  }

  private Properties keys() throws IOException {
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(etc.resolve("keys.properties"))) {
      keys.load(reader);
    }
    return keys;
  }

  private PublicKey publicPart() throws Exception {
    ByteBuffer ssh =
        ByteBuffer.wrap(Base64.getDecoder().decode(keys().getProperty("admin").split(",", -1)[0]));
    assertThat(new String(field(ssh), StandardCharsets.US_ASCII)).isEqualTo("ssh-rsa");
    BigInteger exponent = new BigInteger(field(ssh));
    BigInteger modulus = new BigInteger(field(ssh));
    assertThat(ssh.hasRemaining()).isFalse();
    assertThat(modulus.bitLength()).isEqualTo(3072);
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static byte[] field(ByteBuffer ssh) {
    byte[] field = new byte[ssh.getInt()];
    ssh.get(field);
    return field;
  }

  private PrivateKey privatePart() throws Exception {
    String pem = Files.readString(etc.resolve("console.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
