package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Kafka broker and an Elasticsearch node for as long as this object is open. Both stop, and their
 * data go, when it is closed or when this JVM is asked to end, at whatever moment that is.
 */
public final class EmbeddedServers implements AutoCloseable {

  /** System property that names the folder with the downloaded servers. */
  public static final String FOLDER_PROPERTY = "zhijing.servers";

  private static final int ATTEMPTS = 3;

  private final Supervisor supervisor = new Supervisor();
  private final Thread hook = new Thread(this::shutDown, "zhijing-servers-stop");
  private final List<Path> runFolders = new ArrayList<>();
  private EmbeddedKafka kafka;
  private EmbeddedElasticsearch elasticsearch;

  /**
   * What to start and where.
   *
   * @param serversFolder holds the Elasticsearch zip
   * @param kafkaPort used if free, else another
   * @param elasticsearchPort used if free, else another
   * @param security empty for servers that are open to this machine
   */
  public record Settings(
      Path serversFolder, int kafkaPort, int elasticsearchPort, Optional<Security> security) {

    /** Servers that are open to this machine. */
    public Settings(Path serversFolder, int kafkaPort, int elasticsearchPort) {
      this(serversFolder, kafkaPort, elasticsearchPort, Optional.empty());
    }

    /** The same with security. */
    public Settings with(Security other) {
      return new Settings(serversFolder, kafkaPort, elasticsearchPort, Optional.of(other));
    }

    /** The usual ports, and the folder that {@value #FOLDER_PROPERTY} names. */
    public static Settings usual() {
      String folder = System.getProperty(FOLDER_PROPERTY, "");
      if (folder.isEmpty()) {
        throw new ServerFailedException("the system property " + FOLDER_PROPERTY + " is not set");
      }
      return new Settings(
          Path.of(folder), EmbeddedKafka.USUAL_PORT, EmbeddedElasticsearch.USUAL_PORT);
    }
  }

  /** Security of both. */
  public record Security(
      EmbeddedKafka.Secured kafka, EmbeddedElasticsearch.Secured elasticsearch) {}

  private EmbeddedServers() {}

  /**
   * Starts both side by side and returns when both answer; if one fails, neither is left running.
   *
   * @param progress told in a few words what happens; called from several threads
   */
  public static EmbeddedServers start(Settings settings, Consumer<String> progress)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(settings, progress);
      } catch (PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        progress.accept("A port was taken meanwhile; once more on others");
      }
    }
  }

  private static EmbeddedServers startOnce(Settings settings, Consumer<String> progress)
      throws InterruptedException {
    EmbeddedServers servers = new EmbeddedServers();
    Runtime.getRuntime().addShutdownHook(servers.hook);
    boolean started = false;
    try {
      servers.prepare(settings);
      servers.startBoth(progress);
      started = true;
      return servers;
    } finally {
      if (!started) {
        servers.close();
      }
    }
  }

  /** The broker. */
  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** The node. */
  public EmbeddedElasticsearch elasticsearch() {
    return elasticsearch;
  }

  /** What Kafka clients call {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Where Elasticsearch clients connect. */
  public URI elasticsearchUri() {
    return elasticsearch.uri();
  }

  /** What both have written about themselves so far. */
  public List<Path> logs() {
    List<Path> logs = new ArrayList<>();
    synchronized (runFolders) {
      for (Path folder : runFolders) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
          files
              .filter(file -> file.getFileName().toString().matches(".*\\.(log|json)"))
              .filter(Files::isRegularFile)
              .forEach(logs::add);
        } catch (IOException e) {
          throw new ServerFailedException("cannot look into " + folder, e);
        }
      }
    }
    return logs;
  }

  /** Stops both, deletes their data, and returns when no process is left. */
  @Override
  public void close() {
    shutDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running already and does the same.
      return;
    }
  }

  private void shutDown() {
    supervisor.close();
    synchronized (runFolders) {
      runFolders.forEach(ServerHome::delete);
    }
  }

  private void prepare(Settings settings) {
    Path zip = Requirements.elasticsearchZip(settings.serversFolder());
    if (!Files.isRegularFile(zip)) {
      throw new ServerFailedException("no Elasticsearch zip at " + zip);
    }
    ServerHome home = ServerHome.usual();
    Ports ports = new Ports();
    int kafkaPort = ports.usualOrFree(settings.kafkaPort());
    int elasticsearchPort = ports.usualOrFree(settings.elasticsearchPort());
    kafka =
        new EmbeddedKafka(
            supervisor,
            run(home, "kafka"),
            new EmbeddedKafka.Listening(kafkaPort, ports.free(), ports.free()),
            settings.security().map(Security::kafka));
    elasticsearch =
        new EmbeddedElasticsearch(
            supervisor,
            new EmbeddedElasticsearch.Place(home, zip, run(home, "elasticsearch")),
            elasticsearchPort,
            ports.free(),
            settings.security().map(Security::elasticsearch));
  }

  private Path run(ServerHome home, String name) {
    synchronized (runFolders) {
      supervisor.check();
      Path folder = home.freshRun(name);
      runFolders.add(folder);
      return folder;
    }
  }

  private void startBoth(Consumer<String> progress) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = threads.submit(task("Kafka", kafka, progress));
      Future<?> second = threads.submit(task("Elasticsearch", elasticsearch, progress));
      await(first);
      await(second);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Void> task(
      String name, EmbeddedServer server, Consumer<String> progress) {
    return () -> {
      long began = System.nanoTime();
      progress.accept(name + " starting on port " + server.port());
      server.start();
      double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
      progress.accept("%s ready after %.1f s".formatted(name, seconds));
      return null;
    };
  }

  private static void await(Future<?> start) throws InterruptedException {
    try {
      start.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException told) {
        throw told;
      }
      throw new ServerFailedException("a server could not be started", e.getCause());
    }
  }
}
