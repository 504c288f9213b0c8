package io.caskade.itests.exam;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes the reader template into a driver of another name and version, as its vendor would. */
final class DriverBuild {
  private static final String TEMPLATE = "io.caskade.reader.template";

  private DriverBuild() {}

  /**
   * Writes a copy.
   *
   * @param driver the driver's name: what follows {@code io.caskade.reader.} in its factory PID
   */
  static void write(Path template, String driver, String version, Path file) throws IOException {
    try (var in = new JarInputStream(Files.newInputStream(template));
        OutputStream out = Files.newOutputStream(file)) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName(driver));
      try (var copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry; (entry = in.getNextJarEntry()) != null; ) {
          copy.putNextEntry(new JarEntry(entry.getName()));
          byte[] content = in.readAllBytes();
          copy.write(entry.getName().startsWith("OSGI-INF/") ? renamed(content, driver) : content);
          copy.closeEntry();
        }
      }
    }
  }

  static String symbolicName(String driver) {
    return "exam-reader-" + driver;
  }

  private static byte[] renamed(byte[] description, String driver) {
    return new String(description, StandardCharsets.UTF_8)
        .replace(TEMPLATE, "io.caskade.reader." + driver)
        .getBytes(StandardCharsets.UTF_8);
  }
}
