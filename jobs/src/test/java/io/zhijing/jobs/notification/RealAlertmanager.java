package io.zhijing.jobs.notification;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Debian's package {@code prometheus-alertmanager}, started for a test. */
final class RealAlertmanager implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final URI base;

  RealAlertmanager(Path folder) throws IOException {
    if (!Files.isExecutable(BINARY)) {
      throw new AssertionError("install Debian's package prometheus-alertmanager");
    }
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route: {receiver: none}\nreceivers: [{name: none}]");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    base = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(
                BINARY.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    await().ignoreExceptions().until(() -> get("/-/ready").statusCode() == 200);
  }

  URI base() {
    return base;
  }

  /** Ids of the warnings that it holds alerts of. */
  Set<String> warnings() throws IOException, InterruptedException {
    Set<String> warnings = new HashSet<>();
    for (JsonNode alert : new ObjectMapper().readTree(get("/api/v2/alerts").body())) {
      warnings.add(alert.at("/labels/warning_id").asText());
    }
    return warnings;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
