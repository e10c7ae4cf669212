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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each compose file, and each variant as a whole, fits the Compose Specification's own schema. */
class ComposeSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path COMPOSE = Yaml.DOCKER.resolve("compose.yaml");

  private static List<Error> faults(JsonNode compose) throws IOException {
    ObjectNode whole =
        (ObjectNode)
            MAPPER.readTree(
                Files.readString(
                    Path.of("src", "test", "resources", "schemas", "compose-spec.json")));
    whole.remove("$id"); // no address, which the validator does not take
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(whole.toString(), InputFormat.JSON);
    return schema.validate(compose.toString(), InputFormat.JSON);
  }

  @Test
  void everyFileAndEveryVariantFits() throws Exception {
    List<Path> files;
    try (Stream<Path> list = Files.list(Yaml.DOCKER)) {
      files =
          list.filter(file -> file.getFileName().toString().matches("compose.*\\.yaml")).toList();
    }
    assertThat(files).hasSize(3);
    for (Path file : files) {
      assertThat(faults(MAPPER.valueToTree(Yaml.one(file)))).as(file.toString()).isEmpty();
      assertThat(faults(MAPPER.valueToTree(Yaml.merged(List.of(COMPOSE, file)))))
          .as("over the first, " + file)
          .isEmpty();
    }
  }

  @Test
  void whatDoesNotFitIsFound() throws Exception {
    ObjectNode compose = MAPPER.valueToTree(Yaml.one(COMPOSE));
    ((ObjectNode) compose.at("/services/kafka")).put("helthcheck", true);
    assertThat(faults(compose).toString()).contains("helthcheck");
  }
}
