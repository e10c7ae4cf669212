package io.zhijing.jobs.chaos;

import io.zhijing.jobs.embedded.EmbeddedCluster;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.IOException;
import java.util.function.Consumer;

/** The running system, each part a process that can be struck: Kafka, Elasticsearch, Flink. */
public final class Arena implements AutoCloseable {
  private static final EmbeddedCluster.Size SIZE = new EmbeddedCluster.Size(2, 3);
  private static final long SLOW_MILLIS = 1500;

  /**
   * Not the usual ones, and none that the system gives away by itself: while a server is down,
   * nobody else may come to listen where it will come back.
   */
  private static final int KAFKA_PORT = 19_092;

  private static final int ELASTICSEARCH_PORT = 19_200;

  private final EmbeddedServers servers;
  private final EmbeddedCluster cluster;
  private final DetachableFolder checkpoints;
  private final SlowProxy proxy;
  private final Subscriber subscriber = new Subscriber();

  private Arena(EmbeddedServers servers, EmbeddedCluster cluster) throws IOException {
    this.servers = servers;
    this.cluster = cluster;
    this.checkpoints = DetachableFolder.of(cluster.checkpoints());
    this.proxy = new SlowProxy(servers.elasticsearch().port());
  }

  /**
   * Starts everything.
   *
   * @param progress told in a few words what happens
   */
  public static Arena open(Consumer<String> progress) throws InterruptedException, IOException {
    EmbeddedServers servers =
        EmbeddedServers.start(
            new EmbeddedServers.Settings(
                EmbeddedServers.Settings.usual().serversFolder(), KAFKA_PORT, ELASTICSEARCH_PORT),
            progress);
    EmbeddedCluster cluster = null;
    try {
      cluster = EmbeddedCluster.start(SIZE);
      progress.accept("Flink ready: " + cluster.webUi());
      return new Arena(servers, cluster);
    } catch (RuntimeException | InterruptedException | IOException e) {
      if (cluster != null) {
        cluster.close();
      }
      servers.close();
      throw e;
    }
  }

  /** Kafka and Elasticsearch. */
  public EmbeddedServers servers() {
    return servers;
  }

  /** Flink. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  SlowProxy proxy() {
    return proxy;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  /** How many TaskManagers there are. */
  public static int workers() {
    return SIZE.workers();
  }

  void begin(Schedule.Strike strike) throws IOException, InterruptedException {
    switch (strike.fault()) {
      case WORKER_KILLED -> cluster.killWorker(strike.worker());
      case WORKER_FROZEN -> signal("-STOP", cluster.worker(strike.worker()));
      case COORDINATOR_KILLED -> cluster.killCoordinator();
      case KAFKA_KILLED -> servers.kafka().kill();
      case KAFKA_FROZEN -> signal("-STOP", servers.kafka().processes());
      case ELASTICSEARCH_KILLED -> servers.elasticsearch().kill();
      case ELASTICSEARCH_SLOW -> proxy.delay(SLOW_MILLIS);
      case CHECKPOINTS_AWAY -> checkpoints.detach();
    }
  }

  void end(Schedule.Strike strike) throws IOException, InterruptedException {
    switch (strike.fault()) {
      case WORKER_KILLED -> cluster.startWorker(strike.worker());
      case WORKER_FROZEN -> signal("-CONT", cluster.worker(strike.worker()));
      case COORDINATOR_KILLED -> cluster.startCoordinator();
      case KAFKA_KILLED -> servers.kafka().start();
      case KAFKA_FROZEN -> signal("-CONT", servers.kafka().processes());
      case ELASTICSEARCH_KILLED -> servers.elasticsearch().start();
      case ELASTICSEARCH_SLOW -> proxy.delay(0);
      case CHECKPOINTS_AWAY -> checkpoints.attach();
    }
  }

  private static void signal(String signal, Iterable<ProcessHandle> processes)
      throws IOException, InterruptedException {
    for (ProcessHandle process : processes) {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    }
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    servers.close();
    proxy.close();
    subscriber.close();
  }
}
