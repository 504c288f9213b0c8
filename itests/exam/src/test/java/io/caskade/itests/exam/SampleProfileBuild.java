package io.caskade.itests.exam;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * Makes a bundle of the contract kit's sample profile, as a vendor of other cards would. Outside of
 * the container, where the kit is.
 */
final class SampleProfileBuild {
  static final String PROFILE = "cissa-sample";

  private static final String KIT = "io/caskade/api/ecm/sample/CissaSample";
  private static final List<String> CONTENTS =
      List.of(
          SampleProfileActivator.class.getName().replace('.', '/'),
          KIT + "Profile",
          KIT + "Cipher",
          KIT + "EcmWorker",
          KIT + "EcmOpener",
          KIT + "EmmWorker");

  private SampleProfileBuild() {}

  /** Writes the bundle into a folder, which is made when absent. */
  static Path into(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(PROFILE + ".jar").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out, manifest())) {
      for (String name : CONTENTS) {
        jar.putNextEntry(new JarEntry(name + ".class"));
        copy(name + ".class", jar);
        jar.closeEntry();
      }
    }
    return file;
  }

  private static Manifest manifest() {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, PROFILE);
    headers.putValue(Constants.BUNDLE_VERSION, "1.0.0");
    headers.putValue(Constants.BUNDLE_ACTIVATOR, SampleProfileActivator.class.getName());
    headers.putValue(
        Constants.IMPORT_PACKAGE,
        "org.osgi.framework,io.caskade.api.base,io.caskade.api.ecm,io.caskade.api.keys,"
            + "javax.crypto,javax.crypto.spec");
    return manifest;
  }

  private static void copy(String resource, OutputStream to) throws IOException {
    try (InputStream in = SampleProfileBuild.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the contract kit has no " + resource);
      }
      in.transferTo(to);
    }
  }
}
