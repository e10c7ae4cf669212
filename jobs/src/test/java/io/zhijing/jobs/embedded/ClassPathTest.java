package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  @Test
  void looksBehindAJarThatHoldsOnlyAManifest(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("booter.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/a.jar file:/b/c%20d.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    assertThat(ClassPath.expand(jar).split(File.pathSeparator, -1))
        .containsExactly(jar.toString(), folder.resolve("lib/a.jar").toString(), "/b/c d.jar");
  }

  @Test
  void holdsThisTestItself() {
    assertThat(ClassPath.current()).contains("test-classes");
  }
}
