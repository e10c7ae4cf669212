package io.zhijing.jobs.embedded;

import io.zhijing.connectors.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker that is its own controller, in a child JVM on this JVM's class path. Keeps all
 * records for as long as it lives and creates no topic unasked.
 */
public final class EmbeddedKafka extends EmbeddedServer {

  /** Where people expect it. */
  public static final int USUAL_PORT = 9092;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HEAP = "512m";

  private final Supervisor supervisor;
  private final Path folder;
  private final int controllerPort;
  private final int internalPort;
  private final Optional<Secured> secured;
  private final String clusterId = Uuid.randomUuid().toString();

  /**
   * Security, as a broker elsewhere would have it.
   *
   * @param properties the broker's own, with listeners CLIENTS, INTERNAL and CONTROLLER; where it
   *     listens and keeps its data is put behind them
   * @param users passwords of those whom the broker knows from the first start, by SCRAM-SHA-512
   * @param client properties of a client that may ask which cluster this is
   */
  public record Secured(String properties, Map<String, Secret> users, Map<String, String> client) {}

  /** Its ports: of clients, of the controller, and of the broker itself where it has security. */
  record Listening(int port, int controllerPort, int internalPort) {}

  EmbeddedKafka(
      Supervisor supervisor, Path folder, Listening listening, Optional<Secured> secured) {
    super(listening.port(), PATIENCE);
    this.supervisor = supervisor;
    this.folder = folder;
    this.controllerPort = listening.controllerPort();
    this.internalPort = listening.internalPort();
    this.secured = secured;
  }

  @Override
  ServerProcess launch() throws InterruptedException {
    Path properties = folder.resolve("broker.properties");
    if (!Files.exists(properties)) {
      format(properties);
    }
    return supervisor.start(java("Kafka", "kafka.Kafka", properties.toString()));
  }

  /** What clients call {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return HOST + ":" + port();
  }

  private void format(Path properties) throws InterruptedException {
    try {
      Files.writeString(properties, settings());
    } catch (IOException e) {
      throw new ServerFailedException("cannot write " + properties + ": " + e.getMessage(), e);
    }
    List<String> words =
        new ArrayList<>(List.of("format", "-t", clusterId, "-c", properties.toString()));
    secured.ifPresent(
        given ->
            given
                .users()
                .forEach(
                    (user, password) -> {
                      words.add("--add-scram");
                      words.add(
                          "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password.reveal()));
                    }));
    supervisor
        .start(
            java("Kafka's storage tool", "kafka.tools.StorageTool", words.toArray(String[]::new)))
        .awaitSuccess(PATIENCE);
  }

  private String settings() {
    return secured.map(this::secureSettings).orElseGet(this::openSettings);
  }

  /** What stands last in a file of properties holds. */
  private String secureSettings(Secured given) {
    return given.properties()
        + """

        controller.quorum.voters=1@%1$s:%3$d
        listeners=CLIENTS://%1$s:%2$d,INTERNAL://%1$s:%5$d,CONTROLLER://%1$s:%3$d
        advertised.listeners=CLIENTS://%1$s:%2$d,INTERNAL://%1$s:%5$d
        log.dirs=%4$s
        log.retention.ms=-1
        offsets.topic.num.partitions=4
        transaction.state.log.num.partitions=4
        group.initial.rebalance.delay.ms=0
        """
            .formatted(HOST, port(), controllerPort, folder.resolve("data"), internalPort);
  }

  private String openSettings() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@%1$s:%3$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
        advertised.listeners=PLAINTEXT://%1$s:%2$d
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%4$s
        log.retention.ms=-1
        log.retention.bytes=-1
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
        .formatted(HOST, port(), controllerPort, folder.resolve("data"));
  }

  private ServerProcess.Command java(String name, String mainClass, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=classpath:io/zhijing/jobs/embedded/kafka-log4j2.xml",
                "-cp",
                ClassPath.current(),
                mainClass));
    words.addAll(List.of(arguments));
    return new ServerProcess.Command(name, words, Map.of(), folder, folder.resolve("kafka.log"));
  }

  @Override
  boolean answers() {
    Map<String, Object> config = new HashMap<>(secured.map(Secured::client).orElse(Map.of()));
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3000);
    try (Admin admin = Admin.create(config)) {
      return clusterId.equals(admin.describeCluster().clusterId().get(4, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return false; // listening, not yet serving
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
