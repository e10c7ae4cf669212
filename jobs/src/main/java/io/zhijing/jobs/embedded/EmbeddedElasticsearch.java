package io.zhijing.jobs.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One Elasticsearch node in a child process, without security and only on this machine. It refuses
 * to run as root, so root starts it as a user without rights.
 */
public final class EmbeddedElasticsearch implements EmbeddedServer {

  /** Where people expect it. */
  public static final int USUAL_PORT = 9200;

  private static final String HOST = "127.0.0.1";
  private static final String NOBODY = "65534";
  private static final String HEAP = "512m";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supervisor supervisor;
  private final ServerHome home;
  private final Path zip;
  private final Path folder;
  private final int port;
  private final int transportPort;
  private final String clusterName;
  private ServerProcess process;

  /**
   * Where it lives.
   *
   * @param home keeps the unpacked server
   * @param zip the server as downloaded
   * @param folder its data, its settings and its log
   */
  record Place(ServerHome home, Path zip, Path folder) {}

  EmbeddedElasticsearch(Supervisor supervisor, Place place, int port, int transportPort) {
    this.supervisor = supervisor;
    this.home = place.home();
    this.zip = place.zip();
    this.folder = place.folder();
    this.port = port;
    this.transportPort = transportPort;
    this.clusterName = "zhijing-" + ProcessHandle.current().pid() + "-" + port;
  }

  @Override
  public synchronized void start() throws InterruptedException {
    Path server = home.unpacked(zip, supervisor);
    try {
      configure(server);
    } catch (IOException e) {
      throw new ServerFailedException(
          "cannot prepare Elasticsearch in " + folder + ": " + e.getMessage(), e);
    }
    supervisor.check();
    process = supervisor.start(command(server));
    process.awaitReady(PATIENCE, this::answers);
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.stop();
    }
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized List<ProcessHandle> processes() {
    return process == null ? List.of() : process.alive();
  }

  @Override
  public int port() {
    return port;
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + port);
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void configure(Path server) throws IOException {
    Path config = folder.resolve("config");
    if (Files.exists(config)) {
      return;
    }
    for (String name : List.of("config", "data", "logs", "tmp")) {
      Files.createDirectory(folder.resolve(name));
    }
    for (String name :
        List.of("log4j2.properties", "role_mapping.yml", "roles.yml", "users", "users_roles")) {
      Files.copy(server.resolve("config").resolve(name), config.resolve(name));
    }
    try (Stream<String> lines = Files.lines(server.resolve("config").resolve("jvm.options"))) {
      List<String> kept =
          lines.filter(line -> !line.contains("-Xlog:gc") && !line.contains("HeapDump")).toList();
      Files.write(config.resolve("jvm.options"), kept);
    }
    Files.writeString(config.resolve("elasticsearch.yml"), settings(), StandardCharsets.UTF_8);
    if (isRoot()) {
      handOver();
    }
  }

  private String settings() {
    return """
        cluster.name: %s
        node.name: zhijing
        discovery.type: single-node
        network.host: %s
        http.port: %d
        transport.port: %d
        path.data: %s
        path.logs: %s
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        """
        .formatted(
            clusterName, HOST, port, transportPort, folder.resolve("data"), folder.resolve("logs"));
  }

  /** Gives the run folder to the user that the server will run as. */
  private void handOver() throws IOException {
    UserPrincipal nobody =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Files.setOwner(path, nobody);
    }
  }

  private ServerProcess.Command command(Path server) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    words.add(server.resolve("bin").resolve("elasticsearch").toString());
    Map<String, String> environment =
        Map.of(
            "ES_JAVA_HOME", System.getProperty("java.home"),
            "ES_JAVA_OPTS", "-Xms" + HEAP + " -Xmx" + HEAP,
            "ES_PATH_CONF", folder.resolve("config").toString(),
            "ES_TMPDIR", folder.resolve("tmp").toString(),
            "HOME", folder.toString());
    return new ServerProcess.Command(
        "Elasticsearch", words, environment, folder, folder.resolve("elasticsearch.log"));
  }

  /** Whether our node answers, not somebody else's on the same port. */
  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) uri().resolve("/_cluster/health").toURL().openConnection();
      connection.setConnectTimeout(500);
      connection.setReadTimeout(5000);
      try (InputStream in = connection.getInputStream()) {
        var health = new ObjectMapper().readTree(in);
        return clusterName.equals(health.path("cluster_name").asText())
            && !"red".equals(health.path("status").asText("red"));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false; // not listening yet, or not yet serving
    }
  }
}
