package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.DataTree;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * ZooKeeper as the compose file starts it: its words, its configuration, another folder and port.
 */
@Timeout(120)
class ZooKeeperIT {
  private static final String KEPT = "autopurge.snapRetainCount=3";
  private static final int SNAPSHOTS = 7;

  @TempDir private Path folder;

  private Process start(int port) throws IOException {
    Object service =
        Yaml.at(Yaml.one(Yaml.DOCKER.resolve("compose.yaml")), "services", "zookeeper");
    List<String> words = new ArrayList<>(Yaml.texts(Yaml.at(service, "entrypoint")));
    words.addAll(Yaml.texts(Yaml.at(service, "command")));
    words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.replaceAll(
        word ->
            switch (word) {
              case "/opt/flink/lib/*" -> flinksLibraries();
              case "/etc/zhijing/zoo.cfg" -> folder.resolve("zoo.cfg").toString();
              default -> word;
            });
    String configuration = Files.readString(Yaml.DOCKER.resolve("config/zoo.cfg"));
    assertThat(configuration).contains(KEPT, "dataDir=/data\n", "clientPort=2181\n");
    Files.writeString(
        folder.resolve("zoo.cfg"),
        configuration
            .replace("dataDir=/data\n", "dataDir=" + folder.resolve("data") + "\n")
            .replace("clientPort=2181\n", "clientPort=" + port + "\n"));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** Those of this test's class path that ZooKeeper needs, all of them part of Flink. */
  private static String flinksLibraries() {
    String tests = System.getProperty("surefire.test.class.path", "");
    String all = tests.isEmpty() ? System.getProperty("java.class.path") : tests;
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(
            jar ->
                Path.of(jar)
                    .getFileName()
                    .toString()
                    .matches("(flink|slf4j|log4j|snappy)-.*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void awaitServing(int port) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              } catch (IOException e) {
                return false; // not listening yet
              }
            });
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private List<String> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/version-2"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("snapshot."))
          .sorted()
          .toList();
    }
  }

  @Test
  void snapshotsThatNoRestartNeedsArePurged() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    FileTxnSnapLog store = new FileTxnSnapLog(data.toFile(), data.toFile());
    for (int i = 1; i <= SNAPSHOTS; i++) {
      DataTree tree = new DataTree();
      tree.lastProcessedZxid = i;
      store.save(tree, new ConcurrentHashMap<>(), false);
    }
    store.close();
    assertThat(snapshots()).hasSize(SNAPSHOTS);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process server = start(port);
    try {
      awaitServing(port);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(snapshots())
                      .containsExactly("snapshot.5", "snapshot.6", "snapshot.7"));
    } finally {
      stop(server);
    }
  }
}
