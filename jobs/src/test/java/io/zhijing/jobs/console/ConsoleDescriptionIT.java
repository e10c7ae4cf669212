package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.zhijing.jobs.console.Caller.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real answers of every address fit the description that the console gives of itself. */
@ExtendWith(RunningConsole.Shared.class)
class ConsoleDescriptionIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RunningConsole console;
  private final JsonNode document;

  ConsoleDescriptionIT(RunningConsole console) {
    this.console = console;
    this.document = Caller.nobody(console.address()).get("/openapi.json").json();
  }

  private Caller as(String user) {
    return Caller.of(console, user);
  }

  /** Every address that answers in JSON without changing anything, with what it needs. */
  private Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    JsonNode warning = as("adam").get("/warnings?sort=score").json().path("items").get(0);
    String id = Caller.encoded(warning.path("id").asText());
    document
        .path("paths")
        .properties()
        .forEach(
            entry -> {
              JsonNode content =
                  entry.getValue().path("get").path("responses").path("200").path("content");
              if (content.at("/application~1json/schema").isObject()) {
                String path =
                    entry
                        .getKey()
                        .replace("/commands/{id}", "/commands/none")
                        .replace("{id}", id)
                        .replace("{dimension}", "hazard");
                addresses.put(entry.getKey(), path + query(entry.getKey()));
              }
            });
    return addresses;
  }

  private static String query(String path) {
    return switch (path) {
      case "/series" -> "?stratum=complaint;region=150603&from=2020-10-01&to=2020-11-09";
      case "/reports" -> "?stratum=complaint;region=150600&from=2020-10-01&to=2020-10-31";
      case "/trace" -> "?enterprise=" + SmallRegion.FIRM;
      default -> "";
    };
  }

  private Schema schema(JsonNode operationSchema) {
    ObjectNode whole = operationSchema.deepCopy();
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString(), InputFormat.JSON);
  }

  private void assertFits(Schema schema, Answer answer, String what) {
    assertThat(schema.validate(answer.text(), InputFormat.JSON)).as(what).isEmpty();
  }

  @Test
  void everyAnswerFitsItsSchemaForAnAdministratorAndForAnAnalyst() {
    Map<String, String> addresses = addresses();
    assertThat(addresses).hasSizeGreaterThan(20);
    addresses.forEach(
        (path, address) -> {
          Schema schema =
              schema(
                  document
                      .path("paths")
                      .path(path)
                      .path("get")
                      .at("/responses/200/content/application~1json/schema"));
          Schema problem =
              schema(
                  document
                      .path("paths")
                      .path(path)
                      .path("get")
                      .at("/responses/default/content/application~1problem+json/schema"));
          for (String user : Set.of("adam", "ana")) {
            Answer answer = as(user).get(address);
            boolean isFine = answer.status() < 300;
            assertFits(isFine ? schema : problem, answer, user + " " + address);
            assertThat(answer.status()).as(address).isIn(200, 202, 403);
          }
        });
  }

  @Test
  void problemsFitTheirSchema() {
    Schema problem = schema(MAPPER.createObjectNode().put("$ref", "#/components/schemas/Problem"));
    assertFits(problem, as("adam").get("/warnings?page=0&x=1"), "parameters");
    assertFits(problem, as("adam").get("/warnings/none"), "unknown");
    assertFits(problem, Caller.nobody(console.address()).get("/warnings"), "nobody");
  }

  @Test
  void aSchemaRefusesWhatIsNotInIt() {
    JsonNode schema =
        document.at("/paths/~1about/get/responses/200/content/application~1json/schema");
    ObjectNode more = (ObjectNode) as("adam").get("/about").json();
    more.put("colour", "red");
    assertThat(schema(schema).validate(more.toString(), InputFormat.JSON)).isNotEmpty();
    more.remove("colour");
    more.remove("zone");
    assertThat(schema(schema).validate(more.toString(), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everyDescribedParameterIsReadAndNoOther() {
    document
        .path("paths")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().has("get") || entry.getKey().contains("{")) {
                return;
              }
              Set<String> described = new TreeSet<>();
              entry
                  .getValue()
                  .at("/get/parameters")
                  .forEach(each -> described.add(each.path("name").asText()));
              for (String name : described) {
                String text = as("adam").get(entry.getKey() + "?" + name + "=%01").text();
                assertThat(text)
                    .as(entry.getKey() + " " + name)
                    .doesNotContain("unknown_parameter");
              }
              if (!entry.getKey().equals("/events")) {
                assertThat(as("adam").get(entry.getKey() + "?undescribed=1").text())
                    .as(entry.getKey())
                    .contains("unknown_parameter");
              }
            });
  }
}
