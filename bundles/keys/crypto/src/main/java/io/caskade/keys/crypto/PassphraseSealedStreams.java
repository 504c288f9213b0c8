package io.caskade.keys.crypto;

import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@link PassphraseSeal} on Argon2id and AES-256-GCM; the form is {@link PassphraseHeader}'s and
 * {@link PassphraseFraming}'s.
 */
@Component(service = PassphraseSeal.class)
public final class PassphraseSealedStreams implements PassphraseSeal {
  /** No letter that looks like another one. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int GROUPS = 6;
  private static final int GROUP = 5;

  private final RandomGenerator random;
  private final PassphraseHeader.Cost cost;

  /** Made by Declarative Services. */
  @Activate
  public PassphraseSealedStreams() {
    this(new SecureRandom());
  }

  /**
   * @param random a cryptographic source, safe for any thread
   */
  public PassphraseSealedStreams(RandomGenerator random) {
    this(random, PassphraseHeader.STANDARD);
  }

  PassphraseSealedStreams(RandomGenerator random, PassphraseHeader.Cost cost) {
    this.random = random;
    this.cost = cost;
  }

  @Override
  public Passphrase generate() {
    byte[] text = new byte[GROUPS * (GROUP + 1) - 1];
    for (int i = 0; i < text.length; i++) {
      boolean between = i % (GROUP + 1) == GROUP;
      text[i] = (byte) (between ? '-' : LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    try {
      return new Passphrase(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public OutputStream seal(Passphrase passphrase, OutputStream target) throws IOException {
    PassphraseHeader.Opened opened = PassphraseHeader.create(passphrase, cost, random);
    target.write(opened.header().toByteArray());
    return new SealingStream(target, new PassphraseFraming(opened, Cipher.ENCRYPT_MODE));
  }

  @Override
  public InputStream unseal(Passphrase passphrase, InputStream source) throws IOException {
    PassphraseHeader.Opened opened = PassphraseHeader.read(passphrase, source);
    return new UnsealingStream(source, new PassphraseFraming(opened, Cipher.DECRYPT_MODE));
  }
}
