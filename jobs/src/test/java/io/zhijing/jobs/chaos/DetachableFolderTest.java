package io.zhijing.jobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachableFolderTest {
  @TempDir private Path home;

  @Test
  void bringsBackWhatItHeld() throws IOException {
    Path folder = Files.createDirectory(home.resolve("checkpoints"));
    Files.writeString(folder.resolve("before"), "1");
    DetachableFolder detachable = DetachableFolder.of(folder);
    Files.writeString(folder.resolve("since"), "2");

    detachable.detach();

    assertThat(Files.exists(folder.resolve("before"))).isFalse();
    assertThatIOException().isThrownBy(() -> Files.createDirectories(folder.resolve("new")));

    detachable.attach();

    assertThat(folder.resolve("before")).hasContent("1");
    assertThat(folder.resolve("since")).hasContent("2");
    Files.createDirectories(folder.resolve("new"));
  }

  /** As Flink does: every folder on the way is made anew if it is missing. */
  @Test
  void comesBackAlthoughAWriterNeverRests() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(home.resolve("checkpoints"));
    DetachableFolder detachable = DetachableFolder.of(folder);
    AtomicBoolean isOver = new AtomicBoolean();
    Thread writer = new Thread(() -> writeUntil(isOver, folder));
    writer.start();
    try {
      for (int round = 0; round < 500; round++) {
        detachable.detach();
        assertThat(folder).isRegularFile();
        detachable.attach();
        assertThat(folder).isDirectory();
      }
    } finally {
      isOver.set(true);
      writer.join();
    }
  }

  private static void writeUntil(AtomicBoolean isOver, Path folder) {
    while (!isOver.get()) {
      try {
        Files.createDirectories(folder.resolve("job"));
        Files.writeString(folder.resolve("job").resolve("state"), "state");
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }
}
