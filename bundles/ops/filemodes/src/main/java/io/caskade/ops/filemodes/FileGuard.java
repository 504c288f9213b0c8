package io.caskade.ops.filemodes;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the modes of secret files. What the head-end made itself it closes and says so; what
 * belongs to somebody else, or was only named to it, is left alone and raises an alarm until its
 * owner mends it.
 */
final class FileGuard implements AlarmSource, Checkup {
  private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);

  private final GuardedFiles files;
  private final InstantSource clock;
  private volatile Map<Path, Alarm> open = Map.of();

  FileGuard(GuardedFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Looks, and mends where it may. Not at the same time twice. */
  void look() {
    Map<Path, Alarm> found = new HashMap<>();
    try {
      for (GuardedFile file : files.find()) {
        look(file, found);
      }
    } catch (IOException e) {
      LOG.warn("The modes of the files in {} cannot be examined: {}", files.etc(), e.toString());
    }
    open = Map.copyOf(found);
  }

  private void look(GuardedFile file, Map<Path, Alarm> found) {
    try {
      if (!file.isOpen()) {
        return;
      }
      String mode = file.modeText();
      if (file.ours() && file.isOwnedLike(files.etc())) {
        file.close();
        LOG.warn("{} was open to others (mode {}) and is closed now", file.path(), mode);
        return;
      }
      found.put(file.path(), alarm(file.path(), mode));
    } catch (IOException e) {
      LOG.warn("The mode of {} cannot be examined or changed: {}", file.path(), e.toString());
      found.put(file.path(), alarm(file.path(), "?"));
    }
  }

  private Alarm alarm(Path path, String mode) {
    Alarm known = open.get(path);
    Instant since = known == null ? clock.instant() : known.since();
    if (known == null) {
      LOG.warn("Others than the owner may read {} (mode {})", path, mode);
    }
    return new Alarm(
        AlarmCode.FILE_MODE_OPEN, path.toString(), since, List.of(path.toString(), mode));
  }

  @Override
  public List<Alarm> alarms() {
    return List.copyOf(open.values());
  }

  @Override
  public String subject() {
    return "files";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    int looked = 0;
    try {
      for (GuardedFile file : files.find()) {
        looked++;
        examine(file, findings);
      }
      for (Path file : files.withClearPasswords()) {
        findings.add(Finding.of(FindingCode.PASSWORD_IN_CLEAR, file.toString()));
      }
    } catch (IOException e) {
      findings.add(Finding.of(FindingCode.FILE_UNREADABLE, files.etc().toString(), e.toString()));
    }
    return findings.isEmpty() ? List.of(Finding.of(FindingCode.FILES_RIGHT, looked)) : findings;
  }

  private static void examine(GuardedFile file, List<Finding> findings) {
    String path = file.path().toString();
    try {
      if (file.isOpen()) {
        findings.add(Finding.of(FindingCode.FILE_OPEN, path, file.modeText()));
      }
    } catch (IOException e) {
      findings.add(Finding.of(FindingCode.FILE_UNREADABLE, path, e.toString()));
    }
  }
}
