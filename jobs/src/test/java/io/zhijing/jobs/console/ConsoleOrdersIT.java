package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.jobs.console.Caller.Answer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders on their way through the running job and back, and who hears of it. */
@ExtendWith(RunningConsole.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleOrdersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final RunningConsole console;
  private String inspected;
  private String complained;

  ConsoleOrdersIT(RunningConsole console) {
    this.console = console;
  }

  private Caller as(String user) {
    return Caller.of(console, user);
  }

  @BeforeEach
  void findWarnings() {
    for (JsonNode each : as("adam").get("/warnings?sort=raised").json().path("items")) {
      String id = Caller.encoded(each.path("id").asText());
      if (each.path("stream").asText().equals("inspection")) {
        inspected = id;
      } else {
        complained = id;
      }
    }
  }

  private Answer command(String user, String warning, String json) {
    return as(user).post("/warnings/" + warning + "/commands", json);
  }

  @Test
  @Order(1)
  void anOfficersCommandIsDoneByTheJobAndHeardOfByThoseWhoMaySeeTheWarning() throws Exception {
    try (Listening ola = new Listening("ola");
        Listening ivan = new Listening("ivan")) {
      await().atMost(PATIENCE).until(() -> ola.heard("hello") && ivan.heard("hello"));
      Answer done =
          as("ola")
              .with("Idempotency-Key", "once")
              .post(
                  "/warnings/" + inspected + "/commands",
                  "{\"act\":\"acknowledge\",\"note\":\"on it\"}");
      assertThat(done.status()).as(done.text()).isEqualTo(200);
      assertThat(done.json().path("state").asText()).isEqualTo("done");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  as("ola")
                      .get("/warnings/" + inspected)
                      .json()
                      .at("/summary/handling/acknowledged_by")
                      .asText()
                      .equals("ola"));
      await().atMost(PATIENCE).until(() -> ola.heard("warnings"));
      assertThat(ivan.heard("warnings")).isFalse();
      Answer again =
          as("ola")
              .with("Idempotency-Key", "once")
              .post(
                  "/warnings/" + inspected + "/commands",
                  "{\"act\":\"acknowledge\",\"note\":\"on it\"}");
      assertThat(again.json().path("outcome").asText()).isEqualTo("done_before");
      String id = done.json().path("command_id").asText();
      assertThat(as("ola").get("/commands/" + id).json().path("state").asText()).isEqualTo("done");
      assertThat(as("ivan").get("/commands/" + id).json().path("state").asText())
          .as("another's command is none of its business")
          .isEqualTo("pending");
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode history =
                  as("ola").get("/warnings/" + inspected + "/history").json().path("items");
              assertThat(history.findValuesAsText("action"))
                  .contains("raised", "acknowledged", "command");
              assertThat(history.findValuesAsText("actor")).contains("ola", "pipeline");
            });
  }

  @Test
  @Order(2)
  void whatTheJobRefusesIsAProblemWithItsReason() {
    Answer refused = command("ola", inspected, "{\"act\":\"acknowledge\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("reason").asText()).isEqualTo("already_acknowledged");
    assertThat(refused.json().path("detail").asText()).contains("acknowledged");
    Answer unexplained =
        command("ola", inspected, "{\"act\":\"refer\",\"department\":\"public_security\"}");
    assertThat(unexplained.json().path("reason").asText()).isEqualTo("no_reason_given");
  }

  @Test
  @Order(3)
  void whoActsIsWhoeverSignedInAndNeverAFieldOfTheRequest() {
    for (String field : List.of("actor", "command_id", "warning_id", "schema")) {
      Answer answer =
          command("ola", inspected, "{\"act\":\"unsilence\",\"" + field + "\":\"adam\"}");
      assertThat(answer.status()).as(field).isEqualTo(400);
    }
  }

  @Test
  @Order(4)
  void aCommandOnAnothersWarningNeverReachesTheJob() {
    Answer other = command("ivan", inspected, "{\"act\":\"assign\",\"to\":\"ivan\"}");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.json().path("reason").asText()).isEqualTo("other_department");
    assertThat(command("otto", complained, "{\"act\":\"acknowledge\"}").status()).isEqualTo(403);
  }

  @Test
  @Order(5)
  void everythingWrongWithACommandIsNamed() {
    Answer faulty =
        command(
            "ola",
            inspected,
            "{\"act\":\"dispose\",\"measure\":\"magic\",\"amount\":-1,\"note\":\""
                + "x".repeat(501)
                + "\"}");
    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.json().path("faults").findValuesAsText("field"))
        .containsExactlyInAnyOrder("measure", "amount", "note");
    Answer nowhere =
        command("ola", inspected, "{\"act\":\"refer\",\"department\":\"moon\",\"note\":\"x\"}");
    assertThat(nowhere.json().path("faults").findValuesAsText("field"))
        .containsExactly("department");
    assertThat(command("ola", inspected, "{\"act\":\"dance\"}").status()).isEqualTo(422);
  }

  @Test
  @Order(6)
  void aSubscriptionIsWrittenReadAndDeletedByItsOwner() {
    String own =
        "{\"recipient\":\"ola\",\"channel\":\"mail\",\"address\":\"ola@example.org\","
            + "\"departments\":[\"food_regulator\"],\"regions\":[\"150600\"],"
            + "\"min_level\":\"orange\"}";
    assertThat(as("ola").post("/subscriptions/ola-1/validate", own).status()).isEqualTo(200);
    assertThat(as("ola").put("/subscriptions/ola-1", own).status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> subscriptions("ola").contains("ola-1"));
    assertThat(subscriptions("adam")).contains("ola-1");
    assertThat(subscriptions("ivan")).isEmpty();
    assertThat(as("ivan").put("/subscriptions/ola-1", own).json().path("reason").asText())
        .isEqualTo("not_own");
    assertThat(
            as("ivan")
                .put("/subscriptions/ola-1", own.replace("\"ola\"", "\"ivan\""))
                .json()
                .path("reason")
                .asText())
        .as("nor can it take somebody else's over")
        .isEqualTo("not_own");
    assertThat(as("ivan").delete("/subscriptions/ola-1").status()).isEqualTo(403);
    Answer faulty =
        as("ola")
            .put(
                "/subscriptions/ola-2",
                "{\"recipient\":\"ola\",\"channel\":\"pigeon\",\"regions\":[\"atlantis\"]}");
    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.json().path("faults").findValuesAsText("field"))
        .containsExactlyInAnyOrder("channel", "regions");
    assertThat(as("ola").delete("/subscriptions/ola-1").status()).isEqualTo(204);
    await().atMost(PATIENCE).until(() -> subscriptions("adam").isEmpty());
    assertThat(as("adam").delete("/subscriptions/ola-1").status()).isEqualTo(404);
  }

  private List<String> subscriptions(String user) {
    return as(user).get("/subscriptions").json().path("items").findValuesAsText("id");
  }

  @Test
  @Order(7)
  void rulesAreCheckedAndPublishedByTheirAuthor() {
    String text =
        "id: centre\\nversion: 2\\nauthor: AUTHOR\\nreason: quieter\\n"
            + "levels: {blue: {score: 6, excess: 4}}\\n";
    String own = "{\"text\":\"" + text.replace("AUTHOR", "adam") + "\"}";
    Answer checked = as("vera").post("/rules/validate", own);
    assertThat(checked.json().path("levels").get(0).path("score").asDouble()).isEqualTo(6);
    Answer others =
        as("adam").post("/rules", "{\"text\":\"" + text.replace("AUTHOR", "eva") + "\"}");
    assertThat(others.status()).isEqualTo(422);
    Answer published = as("adam").post("/rules", own);
    assertThat(published.status()).as(published.text()).isEqualTo(200);
    assertThat(published.json().path("outcome").asText()).isEqualTo("applied");
    await()
        .atMost(PATIENCE)
        .until(() -> as("vera").get("/rules").json().at("/in_force/version").asInt() == 2);
    JsonNode rules = as("vera").get("/rules").json();
    assertThat(rules.at("/in_force/author").asText()).isEqualTo("adam");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                as("vera")
                    .get("/rules")
                    .json()
                    .at("/history/0/outcome")
                    .asText()
                    .equals("applied"));
    Answer again = as("adam").post("/rules", own);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("reason").asText()).isEqualTo("version_not_higher");
  }

  @Test
  @Order(8)
  void anEventStreamIsForThoseWhoAskForOne() {
    assertThat(as("ola").get("/events").status()).isEqualTo(406);
    assertThat(
            Caller.nobody(console.address())
                .with("Accept", "text/event-stream")
                .get("/events")
                .status())
        .isEqualTo(401);
  }

  /** An open line to the console's events. */
  private final class Listening implements AutoCloseable {
    private final HttpURLConnection line;
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    Listening(String user) throws Exception {
      URI address = console.address().resolve("/api/v1/events");
      line = (HttpURLConnection) address.toURL().openConnection();
      line.setRequestProperty("Accept", "text/event-stream");
      line.setRequestProperty("Authorization", "Bearer " + console.token(user));
      Thread reader = new Thread(this::read, "listening-" + user);
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
          if (text.startsWith("event:")) {
            events.add(text.substring("event:".length()).strip());
          }
        }
      } catch (java.io.IOException e) {
        events.add("closed");
      }
    }

    boolean heard(String event) {
      return events.contains(event);
    }

    @Override
    public void close() {
      line.disconnect();
    }
  }
}
