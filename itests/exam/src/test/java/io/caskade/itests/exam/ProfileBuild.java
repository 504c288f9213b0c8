package io.caskade.itests.exam;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes the shipped profile's bundle into one of another version, as a vendor's new build. */
final class ProfileBuild {
  static final String PROFILE = "caskade-ecm-profile-tvcas3";

  private ProfileBuild() {}

  /** Writes a copy with this Bundle-Version. */
  static Path withVersion(String version, Path home) throws IOException {
    Path folder = home.resolve("data/builds");
    Path file = folder.resolve(PROFILE + "-" + version + ".jar");
    Files.createDirectories(folder);
    try (var in = new JarInputStream(Files.newInputStream(shipped(home)));
        OutputStream out = Files.newOutputStream(file)) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (var copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry; (entry = in.getNextJarEntry()) != null; ) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(copy);
          copy.closeEntry();
        }
      }
    }
    return file;
  }

  private static Path shipped(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("system/io/caskade").resolve(PROFILE))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}
