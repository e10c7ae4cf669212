package io.zhijing.jobs.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The class path of this JVM, in a form that can be given to a child. */
final class ClassPath {

  private ClassPath() {}

  /** Test runners hide the real class path behind a jar that holds only a manifest. */
  static String current() {
    String tests = System.getProperty("surefire.test.class.path", "");
    String own = tests.isEmpty() ? System.getProperty("java.class.path") : tests;
    return own.contains(File.pathSeparator) || !own.endsWith(".jar") ? own : expand(Path.of(own));
  }

  /** The class path that a jar's manifest names, or the jar itself if it names none. */
  static String expand(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String listed =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (listed == null) {
        return jar.toString();
      }
      List<String> entries = new ArrayList<>(List.of(jar.toString()));
      for (String entry : listed.trim().split("\\s+", -1)) {
        URI uri = jar.toAbsolutePath().toUri().resolve(entry);
        entries.add(Path.of(uri).toString());
      }
      return String.join(File.pathSeparator, entries);
    } catch (IOException e) {
      throw new ServerFailedException("unreadable class path entry " + jar, e);
    }
  }
}
