package io.zhijing.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.QuietHours;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.subscription.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionDecoderTest {
  private static final Path FOLDER = Path.of("..", "docs", "schema");
  private static SubscriptionDecoder decoder;
  private static Schema schema;

  @BeforeAll
  static void load() throws IOException, PackFaults {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    decoder =
        new SubscriptionDecoder(
            new Vocabulary(
                new Lattice(pack.taxonomies(), pack.facets()),
                pack.departments().stream()
                    .map(Pack.Department::code)
                    .collect(Collectors.toSet())));
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(FOLDER.resolve("subscription.v1.schema.json")), InputFormat.JSON);
  }

  private static boolean isValid(byte[] json) {
    return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON).isEmpty();
  }

  @Test
  void theSampleIsValidAndDecodes() throws IOException {
    byte[] sample = Files.readAllBytes(FOLDER.resolve("samples/subscription.json"));
    assertThat(isValid(sample)).isTrue();
    assertThat(decoder.decode(sample)).isInstanceOf(DecodedSubscription.Accepted.class);
  }

  @Test
  void whatIsEncodedIsValidAndDecodesToTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    SubscriptionEncoder encoder = new SubscriptionEncoder();
    for (int i = 0; i < 500; i++) {
      Subscription subscription = subscription(random, i);
      byte[] bytes = encoder.encode(subscription);
      assertThat(isValid(bytes)).as(new String(bytes, StandardCharsets.UTF_8)).isTrue();
      assertThat(decoder.decode(bytes)).isEqualTo(new DecodedSubscription.Accepted(subscription));
    }
  }

  private static <T> Set<T> some(SplittableRandom random, List<T> from) {
    return new HashSet<>(from.subList(0, random.nextInt(from.size() + 1)));
  }

  private static Subscription subscription(SplittableRandom random, int i) {
    return new Subscription(
        "s" + i,
        random.nextInt(9),
        "desk " + i,
        new Interest(
            some(random, List.of("150100", "150200")),
            some(random, List.of("C13", "C14")),
            some(random, List.of("food")),
            some(random, List.of(ReportStream.values())),
            some(random, List.of("food_regulator")),
            List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.RED).get(random.nextInt(3))),
        new Delivery(
            "mail",
            "a" + i + "@example.org",
            random.nextBoolean() ? "zh" : "en",
            new Timing(
                some(random, List.of(RiskLevel.RED, RiskLevel.ORANGE)),
                random.nextInt(24),
                random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(
                        new QuietHours(LocalTime.of(22, random.nextInt(60)), LocalTime.of(7, 0))),
                1 + random.nextInt(Subscription.MAX_CAP))),
        random.nextBoolean());
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    String json =
        """
        {"schema": "zhijing.subscription/2", "subscription_id": " ", "channel": 7, "version": -1,
         "active": "yes", "regions": ["nowhere"], "sectors": "C14", "streams": ["gossip"],
         "departments": ["nobody"], "min_level": "pink", "language": "la",
         "immediate": ["red", "mauve"], "digest_hour": 24, "quiet_from": "25:00",
         "cap_per_day": 0}
        """;
    assertThat(isValid(json.getBytes(StandardCharsets.UTF_8))).isFalse();
    DecodedSubscription decoded = decoder.decode(json.getBytes(StandardCharsets.UTF_8));
    assertThat(((DecodedSubscription.Refused) decoded).faults())
        .contains(
            new Fault("schema", Reason.UNKNOWN_SCHEMA),
            new Fault("subscription_id", Reason.MISSING),
            new Fault("recipient", Reason.MISSING),
            new Fault("channel", Reason.WRONG_TYPE),
            new Fault("version", Reason.NEGATIVE),
            new Fault("active", Reason.WRONG_TYPE),
            new Fault("regions", Reason.NOT_IN_LIST),
            new Fault("sectors", Reason.WRONG_TYPE),
            new Fault("streams", Reason.NOT_IN_LIST),
            new Fault("departments", Reason.NOT_IN_LIST),
            new Fault("min_level", Reason.NOT_IN_LIST),
            new Fault("language", Reason.NOT_IN_LIST),
            new Fault("immediate", Reason.NOT_IN_LIST),
            new Fault("digest_hour", Reason.OUT_OF_RANGE),
            new Fault("quiet_from", Reason.IMPOSSIBLE_DATE),
            new Fault("quiet_to", Reason.MISSING),
            new Fault("cap_per_day", Reason.OUT_OF_RANGE))
        .doesNotHaveDuplicates();
  }

  @Test
  void theKeyIsTheId() throws IOException {
    byte[] sample = Files.readAllBytes(FOLDER.resolve("samples/subscription.json"));
    Envelope envelope = new Envelope("t", 0, 0, 0, sample);
    assertThat(decoder.decode(new KeyedEnvelope("hohhot-food-desk", envelope)))
        .isInstanceOf(DecodedSubscription.Accepted.class);
    assertThat(decoder.decode(new KeyedEnvelope("another", envelope)))
        .isEqualTo(
            new DecodedSubscription.Refused(
                List.of(new Fault("subscription_id", Reason.OTHER_KEY))));
  }
}
