package io.zhijing.jobs.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * One Elasticsearch node in a child process, only on this machine, without security unless it is
 * given some. It refuses to run as root, so root starts it as a user without rights.
 */
public final class EmbeddedElasticsearch extends EmbeddedServer {

  /** Where people expect it. */
  public static final int USUAL_PORT = 9200;

  private static final String NOBODY = "65534";
  private static final String HEAP = "512m";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supervisor supervisor;
  private final ServerHome home;
  private final Path zip;
  private final Path folder;
  private final int transportPort;
  private final String clusterName;
  private final Optional<Secured> secured;

  /**
   * Where it lives.
   *
   * @param home keeps the unpacked server
   * @param zip the server as downloaded
   * @param folder its data, its settings and its log
   */
  record Place(ServerHome home, Path zip, Path folder) {}

  /**
   * Security, as a node elsewhere would have it.
   *
   * @param settings the node's own, without where it listens and keeps its data
   * @param files what belongs into its folder of configuration, by the name there
   * @param settingsOfClient of a user who may ask for the cluster's health
   */
  public record Secured(
      String settings, Map<String, Path> files, ElasticsearchSettings settingsOfClient) {}

  EmbeddedElasticsearch(
      Supervisor supervisor, Place place, int port, int transportPort, Optional<Secured> secured) {
    super(port, PATIENCE);
    this.secured = secured;
    this.supervisor = supervisor;
    this.home = place.home();
    this.zip = place.zip();
    this.folder = place.folder();
    this.transportPort = transportPort;
    this.clusterName = "zhijing-" + ProcessHandle.current().pid() + "-" + port;
  }

  @Override
  ServerProcess launch() throws InterruptedException {
    Path server = home.unpacked(zip, supervisor);
    try {
      configure(server);
    } catch (IOException e) {
      throw new ServerFailedException(
          "cannot prepare Elasticsearch in " + folder + ": " + e.getMessage(), e);
    }
    supervisor.check();
    return supervisor.start(command(server));
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create((secured.isPresent() ? "https://" : "http://") + HOST + ":" + port());
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
    for (Map.Entry<String, Path> file : secured.map(Secured::files).orElse(Map.of()).entrySet()) {
      Path target = config.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
    }
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
        cluster.routing.allocation.disk.threshold_enabled: false
        %s
        """
        .formatted(
            clusterName,
            HOST,
            port(),
            transportPort,
            folder.resolve("data"),
            folder.resolve("logs"),
            secured.map(Secured::settings).orElse("xpack.security.enabled: false"));
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

  @Override
  boolean answers() {
    ElasticsearchSettings settings =
        secured
            .map(Secured::settingsOfClient)
            .map(
                client ->
                    new ElasticsearchSettings(
                        List.of(uri()),
                        client.indexPrefix(),
                        client.credentials(),
                        client.authorities()))
            .orElseGet(() -> ElasticsearchSettings.open(uri()));
    try (RestClient client = Connections.open(settings);
        InputStream in =
            client
                .performRequest(new Request("GET", "/_cluster/health"))
                .getEntity()
                .getContent()) {
      var health = new ObjectMapper().readTree(in);
      return clusterName.equals(health.path("cluster_name").asText())
          && !"red".equals(health.path("status").asText("red"));
    } catch (IOException e) {
      return false; // listening, not yet serving
    }
  }
}
