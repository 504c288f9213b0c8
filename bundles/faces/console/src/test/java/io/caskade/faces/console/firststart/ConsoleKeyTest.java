package io.caskade.faces.console.firststart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleKeyTest {
  private static final String SHIPPED = "# Public keys\n_g_\\:admingroup = group,admin,ssh\n";

  private final Path etc;

  ConsoleKeyTest(@TempDir Path etc) {
    this.etc = etc;
  }

  /** Several times: coordinates that begin with zeros are shorter numbers. */
  @RepeatedTest(20)
  void thePrivatePartSignsWhatThePublicPartVerifies() throws Exception {
    Files.writeString(etc.resolve("keys.properties"), SHIPPED);
    assertThat(new ConsoleKey(etc, new SecureRandom()).make()).isTrue();

    Signature signature = Signature.getInstance("SHA256withECDSA");
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

  private ECPublicKey publicPart() throws Exception {
    byte[] ssh = Base64.getDecoder().decode(keys().getProperty("admin").split(",", -1)[0]);
    assertThat(new String(ssh, 4, 19, StandardCharsets.US_ASCII)).isEqualTo("ecdsa-sha2-nistp256");
    byte[] point = Arrays.copyOfRange(ssh, ssh.length - 65, ssh.length);
    assertThat(point[0]).isEqualTo((byte) 4);
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(point, 33, 65))),
                    curve()));
  }

  private ECPrivateKey privatePart() throws Exception {
    String pem = Files.readString(etc.resolve("console.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    assertThat(der).hasSize(der[1] + 2);
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(new BigInteger(1, Arrays.copyOfRange(der, 7, 39)), curve()));
  }

  private static ECParameterSpec curve() throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
