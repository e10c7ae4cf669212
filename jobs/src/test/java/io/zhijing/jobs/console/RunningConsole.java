package io.zhijing.jobs.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.dashboards.console.ConsoleSettings.Job;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Look;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.metrics.ConsoleMetrics;
import io.zhijing.jobs.end.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A console over a running job, real servers and the data of {@link SmallRegion}; started once for
 * all tests that ask for it.
 */
public final class RunningConsole implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  private static final String RUN = "console";
  private static final int FAST = 4;

  private final Servers servers;
  private final Path folder;
  private final Map<String, String> tokens = new HashMap<>();
  private final Pack pack;
  private final UserFile users;
  private final Console console;
  private final KafkaSettings kafka;
  private final ElasticsearchSettings elasticsearch;

  RunningConsole() throws Exception {
    servers = new Servers();
    folder = Files.createTempDirectory("zhijing-console");
    pack = PackLoader.builtIn("inner-mongolia");
    kafka = servers.kafka(RUN);
    elasticsearch = servers.elasticsearch(RUN);
    SmallRegion data = new SmallRegion(kafka);
    data.produce();
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    int since = (int) SmallRegion.FIRST.toEpochDay();
    servers.submit(
        RUN,
        Servers.settings(
            "inner-mongolia",
            Map.of("inspection", since, "complaint", since, "notification", since)),
        false,
        configuration);
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(this::isLastDayOver);
    users = new UserFile(folder.resolve("users.yaml"));
    users.write(people());
    console = Console.start(settings(Optional.of(users.path())), Clock.systemUTC());
  }

  private boolean isLastDayOver() throws Exception {
    String end = SmallRegion.END.toString();
    List<JsonNode> open = new ArrayList<>();
    for (String source : servers.documents(RUN, DocumentKind.WARNINGS).values()) {
      JsonNode warning = new ObjectMapper().readTree(source);
      if (warning.path("status").asText().equals("open")) {
        open.add(warning);
      }
    }
    boolean isInspected =
        open.stream().anyMatch(each -> each.path("stream").asText().equals("inspection"));
    boolean isComplained =
        open.stream().anyMatch(each -> each.path("stream").asText().equals("complaint"));
    return isInspected
        && isComplained
        && open.stream().anyMatch(each -> end.equals(each.path("as_of").asText()));
  }

  private List<User> people() {
    List<User> people = new ArrayList<>();
    people.add(person("vera", Role.VIEWER, Set.of(), Set.of()));
    people.add(person("ana", Role.ANALYST, Set.of(), Set.of()));
    people.add(person("adam", Role.ADMINISTRATOR, Set.of(), Set.of()));
    people.add(person("ola", Role.OFFICER, Set.of("food_regulator"), Set.of("150600")));
    people.add(person("ivan", Role.OFFICER, Set.of("industry_commerce"), Set.of("150100")));
    people.add(person("otto", Role.OFFICER, Set.of("environment"), Set.of()));
    return people;
  }

  private User person(String name, Role role, Set<String> departments, Set<String> regions) {
    Tokens.Issued issued = Tokens.issue("test", Set.of(), Optional.empty(), new SecureRandom());
    tokens.put(name, issued.key());
    return new User(
        new Viewer(name, Set.of(role), departments, regions, "en"),
        new Passwords(FAST, new SecureRandom()).hash(PASSWORD),
        false,
        List.of(issued.token()));
  }

  ConsoleSettings settings(Optional<Path> usersFile) {
    Map<String, LocalDate> since = new HashMap<>();
    for (String stream : List.of("inspection", "complaint", "notification")) {
      since.put(stream, SmallRegion.FIRST);
    }
    return new ConsoleSettings(
        new Job(pack, pack.standardRules(), since),
        kafka,
        elasticsearch,
        new Listening(
            "127.0.0.1",
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new ConsoleMetrics.Listening("127.0.0.1", 0))),
        usersFile,
        Sessions.Limits.usual(),
        new Look(true, "test", "en", Look.LEAST_SMALL_COUNT, 10, Set.of("mail")));
  }

  /** Where the console is. */
  URI address() {
    return console.address();
  }

  /** Where it tells its metrics. */
  URI metrics() {
    return URI.create("http://127.0.0.1:" + console.metricsPort().orElseThrow() + "/metrics");
  }

  /** The token of a user. */
  String token(String user) {
    return tokens.get(user);
  }

  /** Everything that Elasticsearch holds of a kind, by id. */
  Map<String, String> documents(DocumentKind kind) throws Exception {
    return servers.documents(RUN, kind);
  }

  UserFile users() {
    return users;
  }

  KafkaSettings kafka() {
    return kafka;
  }

  @Override
  public void close() {
    console.close();
    servers.close();
  }

  /** Gives the one console to tests that ask for it, and closes it after the last of them. */
  public static final class Shared implements ParameterResolver {
    private static final String KEY = "running-console";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningConsole.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(KEY, key -> new Kept(start()), Kept.class)
          .console();
    }

    private static RunningConsole start() {
      try {
        return new RunningConsole();
      } catch (Exception e) {
        throw new IllegalStateException("the console did not start", e);
      }
    }

    private record Kept(RunningConsole console) implements AutoCloseable {
      @Override
      public void close() {
        console.close();
      }
    }
  }
}
