package io.zhijing.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.ReportStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas say what the codec does. */
class PublishedSchemaTest {
  private static final Path FOLDER = Path.of("..", "docs", "schema");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant RECEIVED = Instant.parse("2020-06-01T00:00:00Z");
  private static final ReportDecoder DECODER = new ReportDecoder(ZoneId.of("Asia/Shanghai"));

  @ParameterizedTest
  @ValueSource(strings = {"inspection", "complaint", "ecommerce", "heartbeat"})
  void theSampleIsValidAndDecodes(String name) throws IOException {
    byte[] sample = Files.readAllBytes(FOLDER.resolve("samples/" + name + ".json"));
    assertThat(faults(name, sample)).isEmpty();
    ReportStream stream =
        name.equals("heartbeat") ? ReportStream.INSPECTION : ReportStream.ofCode(name);
    assertThat(DECODER.decode(sample, stream, RECEIVED)).isNotInstanceOf(Decoded.Refused.class);
  }

  @Test
  void whatTheEncoderWritesIsValidAndDecodesToTheSame() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    ReportEncoder encoder = new ReportEncoder();
    for (int i = 0; i < 300; i++) {
      RawReport report = report(random, i);
      byte[] bytes = encoder.encode(report);
      String stream = report.identity().stream().code();
      assertThat(faults(stream, bytes)).as(new String(bytes, StandardCharsets.UTF_8)).isEmpty();
      Decoded decoded = DECODER.decode(bytes, report.identity().stream(), RECEIVED);
      assertThat(decoded).isEqualTo(new Decoded.Accepted(report));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"region\":7",
        "\"region\":\" \"",
        "\"trials\":-1",
        "\"trials\":1.5",
        "\"trials\":100000001",
        "\"status\":\"gone\"",
        "\"domain\":\"other\"",
        "\"hazards\":\"one\"",
        "\"sampling\":{\"kind\":\"some\"}",
        "\"person\":7",
        "\"id\":null",
        "\"schema\":\"zhijing.inspection/2\""
      })
  void bothRefuse(String change) throws IOException {
    byte[] sample = Files.readAllBytes(FOLDER.resolve("samples/inspection.json"));
    JsonNode changed =
        MAPPER.readerForUpdating(MAPPER.readTree(sample)).readTree("{" + change + "}");
    byte[] bytes = MAPPER.writeValueAsBytes(changed);
    assertThat(faults("inspection", bytes)).isNotEmpty();
    assertThat(DECODER.decode(bytes, ReportStream.INSPECTION, RECEIVED))
        .isInstanceOf(Decoded.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspection", "complaint", "ecommerce"})
  void limitsAreThoseOfTheCodec(String name) throws IOException {
    JsonNode fields = schema(name).get("properties");
    assertThat(fields.at("/id/maxLength").asInt()).isEqualTo(WireSchema.MAX_ID);
    assertThat(fields.at("/region/maxLength").asInt()).isEqualTo(WireSchema.MAX_TEXT);
    assertThat(fields.at("/description/maxLength").asInt()).isEqualTo(WireSchema.MAX_DESCRIPTION);
    assertThat(fields.at("/hazards/maxItems").asInt()).isEqualTo(WireSchema.MAX_LIST);
    assertThat(fields.at("/trials/maximum").asInt()).isEqualTo(WireSchema.MAX_COUNT);
    assertThat(fields.at("/person/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(WireSchema.PERSON_FIELDS);
    assertThat(fields.at("/schema/const").asText())
        .isEqualTo(WireSchema.of(ReportStream.ofCode(name)));
  }

  private static JsonNode schema(String name) throws IOException {
    return MAPPER.readTree(FOLDER.resolve(name + ".v1.schema.json").toFile());
  }

  private static List<?> faults(String name, byte[] json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(FOLDER.resolve(name + ".v1.schema.json")), InputFormat.JSON);
    return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
  }

  private static RawReport report(SplittableRandom random, int n) {
    ReportStream stream = WireSchema.WIRE_STREAMS.get(random.nextInt(3));
    LocalDate day = LocalDate.parse("2019-01-01").plusDays(random.nextInt(365));
    Integer trials = random.nextBoolean() ? null : random.nextInt(50);
    Integer failures = trials == null ? null : random.nextInt(trials + 1);
    return new RawReport(
        new Identity(
            stream,
            "report-" + n,
            random.nextInt(3),
            random.nextInt(10) == 0,
            day,
            day.atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant()),
        new Where("1506" + random.nextInt(10, 99), text(random), texts(random)),
        new What("C1311", text(random), texts(random), random.nextBoolean() ? "product" : ""),
        new Who(text(random), text(random), text(random), text(random), text(random)),
        new Sampling(
            random.nextBoolean() ? "random" : "",
            random.nextBoolean() ? "online" : "",
            text(random),
            text(random)),
        new Outcome(trials, failures),
        new Person(
            random.nextBoolean() ? Map.of() : Map.of("name", "例", "phone", "0"), text(random)));
  }

  private static String text(SplittableRandom random) {
    return random.nextInt(3) == 0 ? "" : "文本 \"" + random.nextInt(1000) + "\" \\ text";
  }

  private static List<String> texts(SplittableRandom random) {
    return random.nextBoolean() ? List.of() : List.of("一" + random.nextInt(9), "two");
  }
}
