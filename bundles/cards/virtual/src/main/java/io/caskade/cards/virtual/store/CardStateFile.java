package io.caskade.cards.virtual.store;

import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.card.CardConfig;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.CardStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The file in which a card keeps its state: {@code <serial>.card}, for its owner's eyes only, since
 * the PIN is in it. It is replaced as a whole: after a power cut the former or the new state is
 * there. While it is open no other program gets it.
 */
public final class CardStateFile implements CardStore, AutoCloseable {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final Path file;
  private final Octets identity;
  private final FileChannel lock;

  private CardStateFile(Path folder, CardConfig config, FileChannel lock) {
    this.folder = folder;
    this.file = folder.resolve(config.serial() + ".card");
    this.identity = config.identity();
    this.lock = lock;
  }

  /**
   * Takes the file of a card for this program alone; makes the folder when there is none.
   *
   * @throws IOException when the folder cannot be used or another program has the card
   */
  public static CardStateFile open(Path folder, CardConfig config) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    Path locked = folder.resolve(config.serial() + ".lock");
    FileChannel channel =
        FileChannel.open(
            locked,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(FILE));
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("card " + config.serial() + " is served from " + folder + " already");
    }
    return new CardStateFile(folder, config, channel);
  }

  /** Held until the channel is closed. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && lock.isValid();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  public Path path() {
    return file;
  }

  /**
   * The state that was kept last; empty for a card that never kept one.
   *
   * @throws CardFormatException when the file is damaged or another card's; it stays as it is
   */
  public Optional<CardState> load() throws IOException, CardFormatException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > StateCodec.MOST) {
      throw new CardFormatException("is not the state of a virtual card");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return Optional.of(StateCodec.decode(identity, bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void save(CardState state) throws IOException {
    byte[] bytes = StateCodec.encode(identity, state);
    Path fresh =
        Files.createTempFile(
            folder, file.getFileName() + ".", ".tmp", PosixFilePermissions.asFileAttribute(FILE));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Files.deleteIfExists(fresh);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
