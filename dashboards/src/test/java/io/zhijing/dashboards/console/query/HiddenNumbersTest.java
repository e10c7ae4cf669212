package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.ExplanationQueries.Explained;
import io.zhijing.dashboards.console.query.Series.Day;
import io.zhijing.dashboards.console.query.SeriesQueries.Cell;
import io.zhijing.dashboards.console.query.SeriesQueries.Life;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.WindowCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two worlds that differ in masked counts only, whoever is not shown them sees the same. */
class HiddenNumbersTest {
  private static final Viewer ANALYST =
      new Viewer("ana", Set.of(Role.ANALYST), Set.of(), Set.of(), "zh");
  private static final Viewer ELSEWHERE =
      new Viewer("ivan", Set.of(Role.OFFICER), Set.of("x"), Set.of("150100"), "zh");
  private static final Viewer OFFICER =
      new Viewer("li", Set.of(Role.OFFICER), Set.of("x"), Set.of("150600"), "zh");
  private static final Stratum BANNER = Stratum.parse("complaint;region=150603");
  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DAYS = 200;
  private static final int WINDOW = 7;

  private static Stored stored;

  @BeforeAll
  static void load() throws Exception {
    stored = StoredRegion.innerMongolia();
  }

  /** Counts by day, and all that a job stores of them. */
  private record World(long[] daily) {
    static World of(long seed) {
      long[] daily =
          new Random(seed).longs(DAYS, 0, 20).map(each -> each < 10 ? 0 : each - 9).toArray();
      return new World(daily);
    }

    /** Each 1 is 2, and each 2 is 1. */
    World swapped() {
      long[] other = daily.clone();
      for (int i = 0; i < other.length; i++) {
        other[i] = other[i] == 1 || other[i] == 2 ? 3 - other[i] : other[i];
      }
      return new World(other);
    }

    long window(int last) {
      long sum = 0;
      for (int i = Math.max(0, last - WINDOW + 1); i <= last; i++) {
        sum += daily[i];
      }
      return sum;
    }

    double expected(int last) {
      long sum = 0;
      for (int i = 0; i <= last - WINDOW; i++) {
        sum += daily[i];
      }
      return (sum + 0.5) * WINDOW / Math.max(WINDOW, last - WINDOW + 1);
    }

    double pValue(int last) {
      return Math.exp(-window(last) / expected(last));
    }

    Finding finding(int last) {
      return new Finding(
          WINDOW,
          window(last),
          0,
          expected(last),
          2 * expected(last),
          pValue(last),
          "count/1",
          new BaselineState("estimated", "", last, 0));
    }

    Map<LocalDate, Doc> counts() {
      Map<LocalDate, Doc> documents = new TreeMap<>();
      for (int i = 0; i < DAYS; i++) {
        ObjectNode doc = numbers(i);
        doc.put("day", FIRST.plusDays(i).toString()).put("observed", daily[i]);
        doc.put("window_observed", window(i));
        documents.put(FIRST.plusDays(i), new Doc(doc));
      }
      return documents;
    }

    private ObjectNode numbers(int last) {
      ObjectNode doc = MAPPER.createObjectNode();
      doc.put("stratum", BANNER.key()).put("window_days", WINDOW).put("expected", expected(last));
      doc.put("upper_bound", 2 * expected(last)).put("p_value", pValue(last));
      doc.put("score", -Math.log10(pValue(last))).put("method", "count/1");
      return doc.put("baseline", "estimated").put("reference_days", last);
    }

    Doc warning(String focus, int last) {
      ObjectNode doc = numbers(last);
      doc.put("warning_id", focus + "@2020-03-01").put("revision", 1).put("status", "open");
      doc.put("level", "red")
          .put("peak_level", "red")
          .put("stream", Stratum.parse(focus).stream().code());
      doc.put("scope", "regional").put("focus", focus).put("raised_on", "2020-03-01");
      doc.put("strongest_day", FIRST.plusDays(last).toString()).put("observed", window(last));
      doc.put("why_en", window(last) + " reports").put("why_zh", window(last) + "件");
      doc.withArray("reasons").add("score");
      ObjectNode parts = doc.putObject("contributions").put("counted", window(last));
      parts.withArray("region").addObject().put("code", "150603").put("count", window(last));
      return new Doc(doc);
    }

    Explanation explanation(int last) {
      List<Explanation.ReferenceWindow> reference = new ArrayList<>();
      for (int to = last - WINDOW; to >= WINDOW; to -= WINDOW) {
        int day = (int) FIRST.toEpochDay() + to;
        reference.add(
            new Explanation.ReferenceWindow(
                day - WINDOW + 1, day, window(to), 0, expected(to), new Explanation.Use(false, 0)));
      }
      return new Explanation(
          "a",
          BANNER,
          Optional.empty(),
          (int) FIRST.toEpochDay() + last,
          finding(last),
          finding(last),
          reference,
          new Explanation.Parts(List.of(), List.of()));
    }
  }

  private static List<Day> days(Viewer viewer, World world, int from) {
    Life life =
        new Life(
            new TreeSet<>(world.counts().keySet()),
            Optional.of(FIRST),
            Optional.of(FIRST.plusDays(DAYS)),
            Set.of(),
            10);
    return new SeriesQueries(stored, null)
        .days(
            new Cell(viewer, BANNER),
            FIRST.plusDays(from),
            FIRST.plusDays(DAYS - 1),
            world.counts(),
            life);
  }

  private static String warning(Viewer viewer, World world, int last) {
    WarningReader reader = WarningReader.besideDays(stored, viewer, Instant.EPOCH);
    return reader.summary(world.warning(BANNER.key(), last)).toString();
  }

  private static Explained explained(Viewer viewer, Explanation explanation) {
    return new ExplanationQueries(stored, null, null, "", null).explained(viewer, explanation);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingInASeriesTellsAMaskedOneFromATwo(long seed) {
    World world = World.of(seed);
    World other = world.swapped();
    for (int from : new int[] {0, 50, DAYS - 3, DAYS - 1}) {
      for (Viewer viewer : List.of(ANALYST, ELSEWHERE)) {
        assertThat(days(viewer, world, from)).hasToString(days(viewer, other, from).toString());
      }
    }
    assertThat(days(OFFICER, world, 0)).isNotEqualTo(days(OFFICER, other, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void norDoesAWarningBesideItNorTheWindowsOfAnExplanation(long seed) {
    World world = World.of(seed);
    World other = world.swapped();
    for (int last = 60; last < DAYS; last += 3) {
      for (Viewer viewer : List.of(ANALYST, ELSEWHERE)) {
        assertThat(warning(viewer, world, last)).isEqualTo(warning(viewer, other, last));
        assertThat(explained(viewer, world.explanation(last)).reference())
            .hasToString(explained(viewer, other.explanation(last)).reference().toString());
      }
    }
    assertThat(warning(OFFICER, world, 60)).isNotEqualTo(warning(OFFICER, other, 60));
  }

  @Test
  void aWarningOfAHiddenCellKeepsWhatHelpsToUseIt() {
    World world = World.of(1);
    Doc doc = world.warning(BANNER.key(), 100);
    WarningSummary beside = WarningReader.besideDays(stored, ANALYST, Instant.EPOCH).summary(doc);
    assertThat(beside.level().code()).isEqualTo("red");
    assertThat(beside.scope()).isPresent();
    assertThat(beside.numbers().orElseThrow().observed()).hasToString("≥1");
    assertThat(beside.numbers().orElseThrow().expected()).isEmpty();
    assertThat(beside.numbers().orElseThrow().pValue()).isEmpty();
    WarningDetail alone = new WarningReader(stored, ANALYST, Instant.EPOCH).detail(doc);
    assertThat(alone.reasons()).containsExactly("score");
    assertThat(alone.summary().numbers().orElseThrow().observed().value())
        .hasValue(world.window(100));
    assertThat(alone.summary().numbers().orElseThrow().expected()).contains(world.expected(100));
  }

  /** What is expected tells the sum of the windows before: one of them must not be the sum. */
  @ParameterizedTest
  @CsvSource({
    "1, false",
    "2, false",
    "3, true",
    "'1,1', false",
    "'1,1,1', false",
    "'1,2', true",
    "'0,2', false",
    "'0,0', true",
    "'1,4', true"
  })
  void anExplanationTellsWhatIsExpectedUnlessThatTellsASmallWindow(String before, boolean isTold) {
    World world = World.of(1);
    Explanation one = world.explanation(100);
    List<Explanation.ReferenceWindow> reference = new ArrayList<>();
    for (String count : before.split(",", -1)) {
      reference.add(
          new Explanation.ReferenceWindow(
              1, 7, Long.parseLong(count), 0, 1, new Explanation.Use(false, 0)));
    }
    Explanation few =
        new Explanation(
            "a",
            BANNER,
            Optional.empty(),
            one.day(),
            one.stored(),
            one.computed(),
            reference,
            new Explanation.Parts(List.of(), List.of()));
    Explained shown = explained(ANALYST, few);
    assertThat(shown.stored().expected().isPresent()).isEqualTo(isTold);
    assertThat(shown.stored().pValue().isPresent()).isEqualTo(isTold);
    assertThat(explained(OFFICER, few).stored().expected()).isPresent();
  }

  @Test
  void officersOfThePlaceAndWiderCellsAreToldAllNumbers() {
    World world = World.of(1);
    for (WarningReader reader :
        List.of(
            new WarningReader(stored, OFFICER, Instant.EPOCH),
            new WarningReader(stored, ANALYST, Instant.EPOCH))) {
      boolean isOfficer = reader.detail(world.warning(BANNER.key(), 100)).whyEn().isPresent();
      String focus = isOfficer ? BANNER.key() : "complaint;region=150600";
      WarningSummary.Numbers numbers =
          reader.summary(world.warning(focus, 100)).numbers().orElseThrow();
      assertThat(numbers.observed().value()).hasValue(world.window(100));
      assertThat(numbers.expected()).contains(world.expected(100));
      assertThat(numbers.upperBound()).contains(2 * world.expected(100));
      assertThat(numbers.pValue()).contains(world.pValue(100));
    }
  }

  @Test
  void theChanceOfSeveralStreamsIsNotToldWhereOneIsHidden() {
    World world = World.of(1);
    Doc doc = world.warning("inspection;region=150603", 100);
    ((ObjectNode) doc.json()).withArray("evidence_streams").add("inspection").add("complaint");
    WarningSummary.Numbers shown =
        new WarningReader(stored, ANALYST, Instant.EPOCH).summary(doc).numbers().orElseThrow();
    assertThat(shown.observed().value()).hasValue(world.window(100));
    assertThat(shown.expected()).isPresent();
    assertThat(shown.pValue()).isEmpty();
    assertThat(shown.score()).isEmpty();
    Explanation one = world.explanation(100);
    Stratum inspected = Stratum.parse("inspection;region=150603");
    Explanation both =
        new Explanation(
            "a",
            inspected,
            Optional.empty(),
            one.day(),
            one.stored(),
            one.computed(),
            List.of(),
            new Explanation.Parts(
                List.of(),
                List.of(
                    new Explanation.OfStream(inspected, world.finding(100)),
                    new Explanation.OfStream(BANNER, world.finding(100)))));
    Explained explained = explained(ANALYST, both);
    assertThat(explained.stored().pValue()).isEmpty();
    assertThat(explained.streams())
        .allSatisfy(each -> assertThat(each.numbers().pValue()).isEmpty());
    assertThat(explained(OFFICER, both).stored().pValue()).isPresent();
  }

  @Test
  void aPlaceOfAClusterIsToldWithoutWhatTellsItsSmallCounts() {
    Explanation one = World.of(1).explanation(100);
    List<Explanation.Place> places =
        List.of(
            new Explanation.Place(BANNER, WindowCount.of(7, 4, 0, 1.5, 1)),
            new Explanation.Place(
                Stratum.parse("complaint;region=150602"), WindowCount.of(7, 6, 0, 2.5, 1)));
    Explanation cluster =
        new Explanation(
            "a",
            Stratum.parse("complaint;region=150600"),
            Optional.empty(),
            one.day(),
            one.stored(),
            one.computed(),
            List.of(),
            new Explanation.Parts(places, List.of()));
    assertThat(explained(ANALYST, cluster).places())
        .hasSize(2)
        .allSatisfy(place -> assertThat(place.expected()).isEmpty());
    assertThat(explained(OFFICER, cluster).places())
        .allSatisfy(place -> assertThat(place.expected()).isPresent());
  }

  @Test
  void aPartThatTheWholeTellsIsNotListed() throws Exception {
    Doc doc = World.of(1).warning("complaint;region=150600", 100);
    JsonNode one =
        MAPPER.readTree("{\"counted\":2,\"region\":[{\"code\":\"150603\",\"count\":2}]}");
    ((ObjectNode) doc.json()).set("contributions", one);
    WarningReader reader = new WarningReader(stored, ANALYST, Instant.EPOCH);
    assertThat(reader.contributions(doc).orElseThrow().counted()).hasToString("2");
    assertThat(reader.contributions(doc).orElseThrow().parts()).isEmpty();
  }
}
