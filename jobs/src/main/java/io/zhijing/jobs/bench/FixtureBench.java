package io.zhijing.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.jobs.bench.FixtureReport.Agrees;
import io.zhijing.jobs.bench.FixtureReport.Cause;
import io.zhijing.jobs.bench.FixtureReport.Disagrees;
import io.zhijing.jobs.bench.FixtureReport.NotCompared;
import io.zhijing.jobs.bench.FixtureReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds the detectors to reference results: every JSON file below a folder, one algorithm each. */
public final class FixtureBench {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What compares the results of an algorithm. One more algorithm is one more line. */
  private static final Map<String, Function<Fixture, Comparison>> COMPARISONS =
      Map.of(
          "earsC", EarsFixture::compare,
          "farringtonFlexible", FlexibleFixture::compare,
          "farrington", FarringtonFixture::compare,
          "cusum", CusumFixture::compare,
          "glrpois", GlrFixture::compare,
          "glrnb", GlrFixture::compare,
          "categoricalCUSUM", CategoricalFixture::compare);

  /** What a file tells of its series and how it came about; all else is a result to be compared. */
  private static final Set<String> INPUTS =
      Set.of(
          "id",
          "set",
          "dataset",
          "frequency",
          "start",
          "epochAsDate",
          "epochs",
          "observed",
          "population",
          "algorithm",
          "control",
          "range",
          "warnings",
          "Rversion",
          "packageVersion");

  private static final long REPLICATES_SEED = 20260101;

  private FixtureBench() {}

  /** The reference files below a folder, in the order of their names. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.endsWith("meta.json"))
          .sorted()
          .toList();
    }
  }

  /** What comes of a file. */
  public static FixtureReport run(Path file) {
    return new FixtureReport(String.valueOf(file.getFileName()), verdict(file));
  }

  private static Verdict verdict(Path file) {
    try {
      JsonNode json = MAPPER.readTree(file.toFile());
      if (json == null || !json.isObject()) {
        return new NotCompared(Cause.UNUSABLE, "no JSON object");
      }
      Fixture fixture = new Fixture(json);
      String algorithm = fixture.need("algorithm").asText();
      if (SpatialFixture.isOne(json)) {
        return spatial(SpatialFixture.compare(json, REPLICATES_SEED));
      }
      Function<Fixture, Comparison> comparison = COMPARISONS.get(algorithm);
      return comparison == null
          ? new NotCompared(Cause.UNKNOWN_ALGORITHM, algorithm)
          : verdict(fixture, comparison.apply(fixture));
    } catch (JsonProcessingException e) {
      return new NotCompared(Cause.UNUSABLE, "no JSON: " + e.getOriginalMessage());
    } catch (IOException | Fixture.Unusable | IllegalArgumentException e) {
      return new NotCompared(Cause.UNUSABLE, e.getMessage());
    }
  }

  private static Verdict spatial(SpatialComparison comparison) {
    double largest = comparison.largestDeviation();
    if (comparison.agrees()) {
      Deviation farthest = new Deviation(comparison.where(), 0, Double.NaN, Double.NaN, largest);
      return new Agrees(comparison.values(), 0, Optional.of(farthest));
    }
    String first = comparison.disagreements().get(0);
    return new Disagrees(
        comparison.values(),
        comparison.disagreements().size(),
        new Deviation(first, 0, Double.NaN, Double.NaN, largest));
  }

  private static Verdict verdict(Fixture fixture, Comparison comparison) {
    if (fixture.json().hasNonNull("error")) {
      String reasons = String.join(", ", comparison.reasons().stream().sorted().toList());
      return reasons.isEmpty()
          ? new NotCompared(Cause.NOT_REFUSED, fixture.json().get("error").asText())
          : new NotCompared(Cause.REFERENCE_STOPPED, reasons);
    }
    Optional<Deviation> largest = comparison.largest();
    int warnings = fixture.json().path("warnings").path("count").asInt();
    if (warnings > 0) {
      return new NotCompared(Cause.REFERENCE_WARNED, warned(warnings, comparison));
    }
    for (Map.Entry<String, JsonNode> field : fixture.json().properties()) {
      String name = field.getKey();
      if (!field.getValue().isNull() && !INPUTS.contains(name) && !comparison.covers(name)) {
        return new NotCompared(Cause.FIELD_NOT_COMPARED, name);
      }
    }
    return comparison.disagreeing() > 0
        ? new Disagrees(comparison.values(), comparison.disagreeing(), largest.orElseThrow())
        : new Agrees(comparison.values(), comparison.skipped(), largest);
  }

  private static String warned(int warnings, Comparison comparison) {
    double farthest = comparison.largest().map(Deviation::relative).orElse(0.0);
    return String.format(
        Locale.ROOT,
        "%d; %d/%d, %.1e",
        warnings,
        comparison.values() - comparison.disagreeing(),
        comparison.values(),
        farthest);
  }
}
