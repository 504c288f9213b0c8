package io.caskade.itests.exam;

import io.caskade.lib.camd35.Token;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cwclient.Line;
import io.caskade.lib.newcamd.DesKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/**
 * Makes a bundle of the libraries that play receivers, so that tests in the container have them.
 * Outside of the container, where the libraries are.
 */
final class ReceiverClientsBuild {
  private static final String NAME = "exam-receivers";
  private static final List<Class<?>> OF_EACH_LIBRARY =
      List.of(Line.class, NodeId.class, DesKey.class, Token.class);

  private ReceiverClientsBuild() {}

  /** Writes the bundle into a folder, which is made when absent. */
  static Path into(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(NAME + ".jar").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out, manifest())) {
      for (Class<?> one : OF_EACH_LIBRARY) {
        add(one, jar);
      }
    }
    return file;
  }

  private static Manifest manifest() {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, NAME);
    headers.putValue(Constants.BUNDLE_VERSION, "1.0.0");
    headers.putValue(Constants.EXPORT_PACKAGE, "io.caskade.lib.cwclient,io.caskade.lib.newcamd");
    headers.putValue(Constants.IMPORT_PACKAGE, "javax.crypto,javax.crypto.spec");
    return manifest;
  }

  /** The whole package of a class. */
  private static void add(Class<?> one, JarOutputStream to) throws IOException {
    Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    String folder = one.getPackageName().replace('.', '/');
    if (Files.isDirectory(place)) {
      copy(place, place.resolve(folder), to);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        copy(jar.getPath("/"), jar.getPath("/" + folder), to);
      }
    }
  }

  private static void copy(Path root, Path folder, JarOutputStream to) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      to.putNextEntry(new JarEntry(root.relativize(file).toString()));
      Files.copy(file, to);
      to.closeEntry();
    }
  }
}
