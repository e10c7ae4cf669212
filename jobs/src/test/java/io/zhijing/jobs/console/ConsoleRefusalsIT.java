package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.jobs.console.Caller.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console turns away, and what it never tells. */
@ExtendWith(RunningConsole.Shared.class)
class ConsoleRefusalsIT {
  private static final String ACK = "{\"act\":\"acknowledge\"}";

  private final RunningConsole console;

  ConsoleRefusalsIT(RunningConsole console) {
    this.console = console;
  }

  private Caller nobody() {
    return Caller.nobody(console.address());
  }

  private Caller as(String user) {
    return Caller.of(console, user);
  }

  private Answer signIn(String user, String password) {
    return nobody()
        .post("/session", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void aSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
    Answer answer = signIn("vera", RunningConsole.PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    assertThat(answer.json().path("csrf_token").asText()).hasSizeGreaterThan(40);
    Caller vera = nobody().with("Cookie", cookie(answer));
    assertThat(vera.get("/session").json().path("user").asText()).isEqualTo("vera");
    assertThat(vera.get("/warnings").status()).isEqualTo(200);
  }

  @Test
  void signingInAnewEndsTheFormerSessionAndSigningOutEndsIt() {
    Answer first = signIn("vera", RunningConsole.PASSWORD);
    Answer second =
        nobody()
            .with("Cookie", cookie(first), "X-CSRF-Token", csrf(first))
            .post(
                "/session", "{\"user\":\"vera\",\"password\":\"" + RunningConsole.PASSWORD + "\"}");
    assertThat(cookie(second)).isNotEqualTo(cookie(first));
    assertThat(nobody().with("Cookie", cookie(first)).get("/session").status()).isEqualTo(401);
    Caller vera = nobody().with("Cookie", cookie(second), "X-CSRF-Token", csrf(second));
    assertThat(vera.delete("/session").status()).isEqualTo(204);
    assertThat(vera.get("/session").status()).isEqualTo(401);
  }

  private static String csrf(Answer answer) {
    return answer.json().path("csrf_token").asText();
  }

  @Test
  void aChangeNeedsTheSessionsTokenAndComesFromNoOtherSite() {
    Answer session = signIn("adam", RunningConsole.PASSWORD);
    Caller adam = nobody().with("Cookie", cookie(session));
    String path = "/rules/validate";
    String body = "{\"text\":\"x: 1\"}";
    assertThat(adam.post(path, body).problem()).isEqualTo("csrf");
    assertThat(adam.with("X-CSRF-Token", "x").post(path, body).problem()).isEqualTo("csrf");
    Caller right = adam.with("X-CSRF-Token", csrf(session));
    assertThat(right.post(path, body).problem()).isEqualTo("faulty");
    assertThat(right.with("Origin", "https://evil.example").post(path, body).problem())
        .isEqualTo("foreign_origin");
    assertThat(right.with("Origin", "null").post(path, body).problem()).isEqualTo("foreign_origin");
    assertThat(right.with("Sec-Fetch-Site", "cross-site").post(path, body).problem())
        .isEqualTo("foreign_origin");
    String own = console.address().toString().replaceAll("/$", "");
    assertThat(right.with("Origin", own).post(path, body).problem()).isEqualTo("faulty");
    assertThat(
            nobody()
                .with("Origin", "https://evil.example")
                .post("/session", "{\"user\":\"a\",\"password\":\"b\"}")
                .problem())
        .isEqualTo("foreign_origin");
  }

  @Test
  void guessingIsSlowedDownAndToldNothing() {
    Answer unknown = signIn("nobody-here", "some password");
    Answer wrong = signIn("ivan", "some password");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).isEqualTo(unknown.text());
    for (int i = 0; i < 4; i++) {
      signIn("ivan", "some password");
    }
    Answer later = signIn("ivan", RunningConsole.PASSWORD);
    assertThat(later.status()).isEqualTo(429);
    assertThat(Integer.parseInt(later.header("Retry-After"))).isPositive();
  }

  @Test
  void aKeyThatIsNotRightIsNobodys() {
    for (String header : List.of("Bearer zj_x", "Basic YTpi", "Bearer ", "x")) {
      Answer answer = nobody().with("Authorization", header).get("/warnings");
      assertThat(answer.status()).as(header).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("wrong_credentials");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/warnings?page=0",
        "/warnings?page=-1",
        "/warnings?page=100&size=200",
        "/warnings?size=100000",
        "/warnings?size=ten",
        "/warnings?level=purple",
        "/warnings?q=x",
        "/warnings?raised_from=yesterday",
        "/warnings?raised_from=2020-02-01&raised_to=2020-01-01",
        "/warnings?text=a&text=b",
        "/series",
        "/series?stratum=complaint;region=x",
        "/series?stratum=complaint%22%7D",
        "/reports?stratum=complaint",
        "/audit?page=x",
        "/about?x=1"
      })
  void parametersThatDoNotFitAreRefused(String path) {
    Answer answer = as("adam").get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("bad_parameters");
    assertThat(answer.json().path("faults")).isNotEmpty();
  }

  @Test
  void whatIsWrittenIntoPathsAndQueriesStaysText() {
    for (String text :
        List.of(
            "*",
            "../_cluster/health",
            "..%2f..%2f_search",
            "x/_delete_by_query",
            "\"}},{\"match_all\":{}}",
            "_search?q=*",
            "a;b=c",
            "%00".replace("%00", "\u0001"))) {
      Answer answer = as("adam").get("/warnings/" + Caller.encoded(text));
      assertThat(answer.status()).as(text).isIn(400, 404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text()).doesNotContain("elasticsearch", "_index");
    }
    JsonNode everything = as("adam").get("/warnings").json();
    JsonNode none =
        as("adam").get("/warnings?enterprise=" + Caller.encoded("x\"}},{\"match_all\":{}}")).json();
    assertThat(everything.path("total").asInt()).isPositive();
    assertThat(none.path("total").asInt()).isZero();
    assertThat(
            as("adam")
                .get("/trace?enterprise=" + Caller.encoded("*"))
                .json()
                .path("reports")
                .asInt())
        .isZero();
  }

  @Test
  void bodiesThatAreNoneAreRefusedAndNotToldBack() {
    Caller adam = as("adam");
    assertThat(adam.send("POST", "/rules/validate", "text: x").problem())
        .isEqualTo("wrong_content_type");
    assertThat(
            adam.with("Content-Type", "text/plain")
                .send("POST", "/rules/validate", "{\"text\":\"x\"}")
                .status())
        .isEqualTo(415);
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "{\"text\":7}",
            "{\"text\":\"a\",\"text\":\"b\"}",
            "{\"text\":\"a\",\"secret-thing\":1}",
            "{}",
            "{\"text\":\"a\"} trailing",
            "[".repeat(2000))) {
      Answer answer = adam.post("/rules/validate", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.problem()).as(body).isEqualTo("bad_body");
      assertThat(answer.text()).doesNotContain("secret-thing", "trailing", "jackson");
    }
    Answer large = adam.post("/rules/validate", "{\"text\":\"" + "x".repeat(300_000) + "\"}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.problem()).isEqualTo("too_large");
  }

  @Test
  void ordersAreForThoseWhoMayGiveThem() {
    String id = Caller.encoded("complaint@2020-01-01");
    for (String user : List.of("vera", "ana")) {
      assertThat(as(user).post("/warnings/" + id + "/commands", ACK).status()).isEqualTo(403);
    }
    assertThat(as("ola").post("/warnings/" + id + "/commands", ACK).status()).isEqualTo(404);
    assertThat(nobody().post("/warnings/" + id + "/commands", ACK).status()).isEqualTo(401);
    for (String user : List.of("vera", "ana", "ola")) {
      assertThat(as(user).post("/rules", "{\"text\":\"x\"}").status()).as(user).isEqualTo(403);
    }
    for (String user : List.of("vera", "ana")) {
      String subscription = "{\"recipient\":\"x\",\"channel\":\"mail\"}";
      assertThat(as(user).put("/subscriptions/s", subscription).status()).isEqualTo(403);
      assertThat(as(user).delete("/subscriptions/s").status()).isEqualTo(403);
    }
  }

  @Test
  void addressesAndMethodsThatThereAreNotAreProblemsToo() {
    assertThat(as("adam").get("/nothing").problem()).isEqualTo("unknown");
    Answer method = as("adam").delete("/warnings");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.problem()).isEqualTo("method_not_allowed");
  }

  @Test
  void everyAnswerBindsTheBrowser() {
    for (String path : List.of("/about", "/warnings", "/nothing", "/warnings?x=1")) {
      Answer answer = nobody().get(path);
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Server")).isEmpty();
      assertThat(answer.response().headers().map()).doesNotContainKey("x-powered-by");
    }
  }

  @Test
  void aDemoIsForThisMachineByItsOwnNameOnly() throws Exception {
    try (Console demo = Console.start(console.settings(Optional.empty()), Clock.systemUTC())) {
      Caller here = Caller.nobody(demo.address());
      assertThat(here.get("/session").json().path("demo").asBoolean()).isTrue();
      assertThat(here.get("/warnings").status()).isEqualTo(200);
      assertThat(raw(demo.address(), "evil.example"))
          .startsWith("HTTP/1.1 403")
          .contains("host_not_allowed");
      assertThat(raw(demo.address(), "localhost:" + demo.address().getPort()))
          .startsWith("HTTP/1.1 200");
      assertThat(
              here.with("Origin", "https://evil.example")
                  .post("/rules/validate", "{\"text\":\"x\"}")
                  .problem())
          .isEqualTo("foreign_origin");
    }
    ConsoleSettings settings = console.settings(Optional.empty());
    ConsoleSettings open =
        new ConsoleSettings(
            settings.job(),
            settings.kafka(),
            settings.elasticsearch(),
            new Listening("0.0.0.0", 0, Optional.empty(), Optional.empty()),
            Optional.empty(),
            settings.sessions(),
            settings.look());
    assertThatThrownBy(() -> Console.start(open, Clock.systemUTC()))
        .isInstanceOf(SettingsFaults.class);
  }

  private static String raw(URI address, String host) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "GET /api/v1/about HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
