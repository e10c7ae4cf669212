package io.zhijing.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @TempDir Path folder;

  @Test
  void isNeverPrinted() {
    assertThat(Secret.of("hidden").toString()).isEqualTo("***");
    assertThat(Secret.none().toString()).isEqualTo("none");
  }

  @Test
  void comesFromTheEnvironment() {
    Secret secret = Secret.resolve("env:TOKEN", Map.of("TOKEN", "t-1")::get);
    assertThat(secret.reveal()).isEqualTo("t-1");
    assertThat(Secret.resolve("env:OTHER", Map.of("TOKEN", "t-1")::get).fault())
        .contains("the environment variable OTHER is not set");
  }

  @Test
  void comesFromAFileWithoutItsLastLineFeed() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "t-2\n");
    assertThat(Secret.resolve("file:" + file, name -> null).reveal()).isEqualTo("t-2");
    Secret missing = Secret.resolve("file:" + folder.resolve("no"), name -> null);
    assertThat(missing.isPresent()).isFalse();
    assertThat(missing.fault().orElseThrow()).contains("cannot be read");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThat(Secret.resolve("file:" + file, name -> null).fault()).isPresent();
  }

  @Test
  void standsForItself() {
    assertThat(Secret.resolve("plain", name -> null)).isEqualTo(Secret.of("plain"));
    assertThat(Secret.resolve("", name -> null)).isEqualTo(Secret.none());
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  @Test
  void travelsWithTheJob() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Secret.of("t-3"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(Secret.of("t-3"));
    }
  }
}
