package io.zhijing.jobs.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.zhijing.detection.rules.RuleSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Everything that a console shows, to people of every role. */
final class ShownToAll {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A day of the region's rise, and the cell that rises. */
  private static final String CELL =
      "stratum=" + encoded("inspection;region=150602") + "&from=2020-10-20&to=2020-10-31";

  private final ConsoleSettings settings;
  private final Map<Role, String> tokens = new HashMap<>();
  private int answers;

  ShownToAll(KafkaSettings kafka, ElasticsearchSettings elasticsearch) throws Exception {
    UserFile users = new UserFile(Files.createTempDirectory("zhijing-shown").resolve("users.yaml"));
    List<User> people = new ArrayList<>();
    for (Role role : Role.values()) {
      Tokens.Issued issued = Tokens.issue("test", Set.of(), Optional.empty(), new SecureRandom());
      tokens.put(role, issued.key());
      people.add(
          new User(
              new Viewer(
                  "somebody-" + role.code(),
                  Set.of(role),
                  Set.of("food_regulator"),
                  Set.of(),
                  "zh"),
              new Passwords(4, new SecureRandom()).hash("correct horse battery"),
              false,
              List.of(issued.token())));
    }
    users.write(people);
    Pack pack = PackLoader.builtIn("inner-mongolia");
    settings =
        new ConsoleSettings(
            new Job(pack, RuleSet.standard(), Map.of()),
            kafka,
            elasticsearch,
            new Listening("127.0.0.1", 0, Optional.empty(), Optional.empty()),
            Optional.of(users.path()),
            Sessions.Limits.usual(),
            new Look(true, "test", "zh", Look.LEAST_SMALL_COUNT, 10, Set.of()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** How many answers had something in them; fails at the first that holds personal data. */
  int look() throws Exception {
    try (Console console = Console.start(settings, Clock.systemUTC())) {
      for (Role role : Role.values()) {
        for (String path : general()) {
          look(console.address(), role, path);
        }
        for (String path : workbooks()) {
          lookInside(console.address(), role, path);
        }
        JsonNode warnings =
            MAPPER.readTree(ask(console.address(), role, "/api/v1/warnings?limit=5").body());
        for (JsonNode warning : warnings.path("items")) {
          for (String path : ofWarning(encoded(warning.path("id").asText()))) {
            look(console.address(), role, path);
          }
        }
      }
    }
    Files.deleteIfExists(settings.users().map(Path::toAbsolutePath).orElseThrow());
    return answers;
  }

  private static List<String> general() {
    return List.of(
        "/",
        "/warnings",
        "/strata/find",
        "/strata?" + CELL,
        "/reports?" + CELL,
        "/quality",
        "/quality/dead-letters",
        "/report?from=2020-01-01&to=2020-12-31",
        "/rules",
        "/subscriptions",
        "/api/v1/warnings",
        "/api/v1/strata",
        "/api/v1/series?" + CELL,
        "/api/v1/signals",
        "/api/v1/reports?" + CELL,
        "/api/v1/trace?enterprise=" + encoded("91150600YYYY00039N"),
        "/api/v1/audit",
        "/api/v1/statistics",
        "/api/v1/quality",
        "/api/v1/quality/dead-letters",
        "/api/v1/rules",
        "/api/v1/subscriptions",
        "/api/v1/exports/warnings.csv",
        "/api/v1/exports/reports.csv?" + CELL,
        "/api/v1/exports/series.csv?" + CELL);
  }

  private static List<String> workbooks() {
    return List.of(
        "/api/v1/exports/warnings.xlsx",
        "/api/v1/exports/reports.xlsx?" + CELL,
        "/api/v1/exports/series.xlsx?" + CELL);
  }

  private static List<String> ofWarning(String id) {
    return List.of(
        "/warnings/" + id,
        "/api/v1/warnings/" + id,
        "/api/v1/warnings/" + id + "/history",
        "/api/v1/warnings/" + id + "/deliveries",
        "/api/v1/warnings/" + id + "/contributions",
        "/api/v1/warnings/" + id + "/related",
        "/api/v1/warnings/" + id + "/explanation",
        "/api/v1/warnings/" + id + "/reports");
  }

  private void look(URI console, Role role, String path) throws Exception {
    HttpResponse<String> answer = ask(console, role, path);
    assertThat(answer.statusCode()).as(role + " " + path).isIn(200, 303, 400, 401, 403, 404);
    Traces.assertNone(role + " " + path, answer.body());
    answers += answer.statusCode() == 200 ? 1 : 0;
  }

  /** A workbook is packed: what it holds shows only when it is unpacked. */
  private void lookInside(URI console, Role role, String path) throws Exception {
    HttpResponse<byte[]> answer =
        CLIENT.send(request(console, role, path), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() == 200) {
      // Only the directory at its end says how long each part is.
      Path workbook = Files.write(Files.createTempFile("zhijing", ".xlsx"), answer.body());
      int parts = 0;
      try (ZipFile packed = new ZipFile(workbook.toFile())) {
        for (ZipEntry each : Collections.list(packed.entries())) {
          Traces.assertNone(
              role + " " + path + " " + each, packed.getInputStream(each).readAllBytes());
          parts++;
        }
      }
      Files.delete(workbook);
      assertThat(parts).as(path).isPositive();
      answers++;
    }
  }

  private HttpResponse<String> ask(URI console, Role role, String path) throws Exception {
    return CLIENT.send(
        request(console, role, path), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpRequest request(URI console, Role role, String path) {
    return HttpRequest.newBuilder(console.resolve(path))
        .header("Authorization", "Bearer " + tokens.get(role))
        .build();
  }
}
