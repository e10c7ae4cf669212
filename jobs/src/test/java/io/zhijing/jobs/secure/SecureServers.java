package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.entry.Authorities;
import io.zhijing.connectors.kafka.KafkaSecurity;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.jobs.cli.SetupCommand;
import io.zhijing.jobs.embedded.EmbeddedElasticsearch;
import io.zhijing.jobs.embedded.EmbeddedKafka;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * Kafka and Elasticsearch as the secure variant has them: from its very files, with the secrets
 * that its script makes, set up by its set-up. Only where they listen is this machine's.
 */
final class SecureServers implements AutoCloseable {
  private static final Path VARIANT = Path.of("..", "docker", "secure");
  private static final String MOUNTED = "/run/secrets/";

  /** Where the console's settings have the file of users. */
  static final String USERS_FILE = "/etc/zhijing/users/console_users.yaml";

  private static SecureServers shared;

  private final Path folder;
  private final EmbeddedServers servers;

  /** Starts them once for all tests that ask for it, and closes them after the last of them. */
  static final class Shared implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent("secure-servers", key -> new Kept(start()), Kept.class);
    }

    private static SecureServers start() {
      try {
        shared = new SecureServers(Files.createTempDirectory("zhijing-secure"));
        shared.setUp();
        return shared;
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("the servers did not start", e);
      }
    }

    private record Kept(SecureServers servers) implements AutoCloseable {
      @Override
      public void close() {
        servers.close();
      }
    }
  }

  static SecureServers shared() {
    return shared;
  }

  private SecureServers(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Process make =
        new ProcessBuilder(VARIANT.resolve("make").toString(), secrets().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("make.log").toFile())
            .start();
    assertThat(make.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(make.exitValue()).as(Files.readString(folder.resolve("make.log"))).isZero();
    servers =
        EmbeddedServers.start(
            EmbeddedServers.Settings.usual().with(new EmbeddedServers.Security(kafka(), node())),
            progress -> {});
  }

  private Path secrets() {
    return folder.resolve("secrets");
  }

  private String secret(String name) throws IOException {
    return Files.readString(secrets().resolve(name));
  }

  private EmbeddedKafka.Secured kafka() throws IOException {
    String properties =
        Files.readString(VARIANT.resolve("kafka.properties")).replace(MOUNTED, secrets() + "/");
    Map<String, String> client = new HashMap<>();
    as("setup", "anywhere:1")
        .properties()
        .forEach((key, value) -> client.put(key + "", value + ""));
    return new EmbeddedKafka.Secured(
        properties, Map.of("setup", Secret.of(secret("kafka_setup"))), client);
  }

  private EmbeddedElasticsearch.Secured node() throws IOException {
    String settings =
        Files.readAllLines(VARIANT.resolve("elasticsearch.yml")).stream()
            .filter(line -> !line.startsWith("network.host"))
            .collect(Collectors.joining("\n"));
    return new EmbeddedElasticsearch.Secured(
        settings,
        Map.of(
            "roles.yml", VARIANT.resolve("roles.yml"),
            "users", secrets().resolve("elasticsearch_users"),
            "users_roles", secrets().resolve("elasticsearch_users_roles"),
            "certs/elasticsearch.pem", secrets().resolve("elasticsearch.pem"),
            "certs/elasticsearch.key", secrets().resolve("elasticsearch.key")),
        account("setup", List.of(URI.create("https://127.0.0.1:1"))));
  }

  /** Topics, templates, users and rights, by the command and the list of the variant. */
  private void setUp() throws IOException {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new SetupCommand(Locale.ENGLISH))
            .setOut(new PrintWriter(printed))
            .execute(
                "--settings",
                settings("setup").toString(),
                "--kafka-access",
                VARIANT.resolve("kafka-access.yaml").toString(),
                "--passwords",
                secrets().toString());
    assertThat(code).as(printed.toString()).isZero();
    assertThat(printed.toString()).contains("5 passwords set");
  }

  /** The settings file of a program, with this machine's addresses and secrets. */
  Path settings(String program, String... changes) throws IOException {
    String text =
        Files.readString(VARIANT.resolve(program + ".yaml"))
            .replace(MOUNTED, secrets() + "/")
            .replace("kafka:9092", servers.bootstrapServers())
            .replace("https://elasticsearch:9200", servers.elasticsearchUri().toString());
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    Path file = Files.createTempFile(folder, program, ".yaml");
    return Files.writeString(file, text);
  }

  /** A file of a secret. */
  Path secretFile(String name) {
    return secrets().resolve(name);
  }

  /** Everything that must be printed nowhere. */
  List<String> passwords() throws IOException {
    List<String> passwords = new ArrayList<>();
    try (Stream<Path> files = Files.list(secrets())) {
      for (Path file :
          files
              .filter(
                  each -> each.getFileName().toString().matches("(kafka|elasticsearch)_[a-z_]+"))
              .filter(each -> !each.toString().matches(".*_(users|users_roles|cluster_id)"))
              .toList()) {
        passwords.add(Files.readString(file));
      }
    }
    assertThat(passwords).hasSize(15);
    return passwords;
  }

  List<Path> logs() {
    return servers.logs();
  }

  Path authority() {
    return secrets().resolve("ca.pem");
  }

  String bootstrapServers() {
    return servers.bootstrapServers();
  }

  URI elasticsearchUri() {
    return servers.elasticsearchUri();
  }

  /** Kafka as one of its users. */
  KafkaSettings kafka(String user) throws IOException {
    return as(user, servers.bootstrapServers());
  }

  /** The same with a password that no file holds. */
  KafkaSettings kafka(String user, String password) throws IOException {
    return as(user, password, servers.bootstrapServers());
  }

  private KafkaSettings as(String user, String address) throws IOException {
    return as(user, secret("kafka_" + user), address);
  }

  private KafkaSettings as(String user, String password, String address) throws IOException {
    return new KafkaSettings(
        address,
        Topics.DEFAULT_PREFIX,
        Map.of(),
        new KafkaSecurity(
            KafkaSecurity.Protocol.SASL_SSL,
            KafkaSecurity.Mechanism.SCRAM_SHA_512,
            user,
            Secret.of(password),
            new Authorities(secret("ca.pem"))));
  }

  /** Elasticsearch with one of its accounts. */
  ElasticsearchSettings elasticsearch(String account) throws IOException {
    return account(account, List.of(servers.elasticsearchUri()));
  }

  private ElasticsearchSettings account(String account, List<URI> hosts) throws IOException {
    return new ElasticsearchSettings(
        hosts,
        ElasticsearchSettings.DEFAULT_PREFIX,
        new Credentials.Basic("zhijing_" + account, secret("elasticsearch_" + account)),
        new Authorities(secret("ca.pem")));
  }

  @Override
  public void close() {
    servers.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
