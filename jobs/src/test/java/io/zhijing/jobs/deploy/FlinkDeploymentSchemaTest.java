package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The FlinkDeployments fit what Flink's operator says they may be, and all pods what it says of
 * pods. A cluster would drop a field that it does not know; here it is a fault.
 */
class FlinkDeploymentSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private static Schema schema;
  private static Schema pods;

  @BeforeAll
  static void read() throws IOException {
    String text;
    try (InputStream in = FlinkDeploymentSchemaTest.class.getResourceAsStream(DEFINITION)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    JsonNode definition = MAPPER.valueToTree(Yaml.ofText(text).get(0));
    ObjectNode whole =
        (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
    for (String each : List.of("apiVersion", "kind", "metadata")) {
      ((ObjectNode) whole.path("properties")).putObject(each);
    }
    // This release of the operator's own classes is older than the Flink that the manifests name.
    ((ObjectNode) whole.at("/properties/spec/properties/flinkVersion")).remove("enum");
    close(whole);
    schema = schema(whole);
    pods = schema(whole.at("/properties/spec/properties/podTemplate"));
  }

  private static Schema schema(JsonNode definition) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(definition.toString(), InputFormat.JSON);
  }

  /** Lets no object have fields that it does not list. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean isOpen = object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      if (object.path("properties").isObject() && "object".equals(object.path("type").asText())) {
        object.put("additionalProperties", isOpen);
      }
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("type");
      }
    }
    node.forEach(FlinkDeploymentSchemaTest::close);
  }

  private static List<Error> faults(Schema schema, Object manifest) {
    return schema.validate(MAPPER.valueToTree(manifest).toString(), InputFormat.JSON);
  }

  @Test
  void bothJobsFit() throws Exception {
    for (String name : List.of("monitoring.yaml", "notification.yaml")) {
      for (Map<String, Object> each :
          Yaml.all(Yaml.DOCKER.resolve("kubernetes/base").resolve(name))) {
        assertThat(each.get("kind")).isEqualTo("FlinkDeployment");
        assertThat(faults(schema, each)).as(name).isEmpty();
      }
    }
  }

  @Test
  void whatARollbackSetsIsKnownToTheOperator() throws Exception {
    ObjectNode manifest =
        MAPPER.valueToTree(Yaml.one(Yaml.DOCKER.resolve("kubernetes/base/monitoring.yaml")));
    Matcher added =
        Pattern.compile("path: /spec/job/(\\w+), value: ([^}]+)}")
            .matcher(Files.readString(Path.of("..", "docs", "operate.md")));
    Set<String> names = new HashSet<>();
    while (added.find()) {
      Object value = Yaml.ofText("value: " + added.group(2)).get(0).get("value");
      ((ObjectNode) manifest.at("/spec/job")).set(added.group(1), MAPPER.valueToTree(value));
      names.add(added.group(1));
    }
    assertThat(names).containsExactlyInAnyOrder("initialSavepointPath", "savepointRedeployNonce");
    assertThat(faults(schema, manifest)).isEmpty();
  }

  @Test
  void podsOfConsoleAndSetUpFit() throws Exception {
    int seen = 0;
    for (String name : List.of("console.yaml", "setup.yaml")) {
      for (Map<String, Object> each :
          Yaml.all(Yaml.DOCKER.resolve("kubernetes/base").resolve(name))) {
        if (List.of("Deployment", "Job").contains(each.get("kind"))) {
          assertThat(faults(pods, Yaml.at(each, "spec", "template"))).as(name).isEmpty();
          seen++;
        }
      }
    }
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void whatDoesNotFitIsFound() throws Exception {
    ObjectNode manifest =
        MAPPER.valueToTree(Yaml.one(Yaml.DOCKER.resolve("kubernetes/base/monitoring.yaml")));
    ((ObjectNode) manifest.at("/spec/job")).put("upgradeMod", "savepoint");
    ((ObjectNode) manifest.at("/spec/podTemplate/spec/containers/0/securityContext"))
        .put("runAsRoot", true);
    assertThat(faults(schema, manifest).toString()).contains("upgradeMod", "runAsRoot");
  }
}
