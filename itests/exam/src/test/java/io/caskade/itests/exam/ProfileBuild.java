package io.caskade.itests.exam;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;

/** Makes the installed profile's bundle into one of another version, as a vendor's new build. */
final class ProfileBuild {
  private ProfileBuild() {}

  /** Writes a copy with this Bundle-Version. */
  static Path withVersion(Bundle installed, String version, Path folder) throws IOException {
    Path file = folder.resolve(installed.getSymbolicName() + "-" + version + ".jar");
    Files.createDirectories(folder);
    try (var in = new JarInputStream(original(installed));
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

  private static InputStream original(Bundle installed) throws IOException {
    return new URL(installed.getLocation()).openStream();
  }
}
