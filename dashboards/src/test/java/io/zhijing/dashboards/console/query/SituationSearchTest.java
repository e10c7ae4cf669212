package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.query.SituationQueries.Week;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the situation and a trace ask, and what weeks are made of. */
class SituationSearchTest {
  private static final String COUNTED_ONLY = "{\"term\":{\"status\":\"counted\"}}";
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  /** Of a stream that lets expect 70 in a window of 14 days, which is 5 a day. */
  private static Doc count(LocalDate day) {
    return new Doc(document("complaint", day, 0).put("expected", 70.0).put("window_days", 14));
  }

  /** Of a stream that lets one test in 20 fail. */
  private static Doc tests(LocalDate day, long trials) {
    return new Doc(
        document("inspection", day, trials)
            .put("expected", 10.0)
            .put("window_days", 7)
            .put("window_trials", 200));
  }

  private static ObjectNode document(String stream, LocalDate day, long trials) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("stream", stream)
        .put("day", day.toString())
        .put("trials", trials)
        .put("observed", 6);
  }

  @Test
  void onlyReportsThatCountAreCounted() {
    assertThat(SituationQueries.counted(MONDAY).body().toString()).contains(COUNTED_ONLY);
    assertThat(TraceQueries.of("91150600AAAAAAAA1A").body().toString()).contains(COUNTED_ONLY);
  }

  @Test
  void aWeekThatClosesAtItsEndIsExpectedToHaveAllOfIt() {
    List<Doc> workdays = IntStream.range(0, 5).mapToObj(i -> count(MONDAY.plusDays(i))).toList();
    Week week = SituationQueries.weeks(workdays, MONDAY.plusDays(30)).get(0);
    assertThat(week.days()).isEqualTo(5);
    assertThat(week.observed()).isEqualTo(30);
    assertThat(week.expected().orElseThrow()).isCloseTo(35, EXACT);
  }

  @Test
  void theWeekThatIsNotOverIsExpectedToHaveWhatHasPassed() {
    List<Doc> days = List.of(count(MONDAY), count(MONDAY.plusDays(2)));
    Week week = SituationQueries.weeks(days, MONDAY.plusDays(3)).get(0);
    assertThat(week.expected().orElseThrow()).isCloseTo(20, EXACT);
  }

  @Test
  void ratesGoByTheTestsThereWere() {
    List<Doc> days =
        List.of(tests(MONDAY, 40), tests(MONDAY.plusDays(1), 0), tests(MONDAY.plusDays(2), 20));
    Week week = SituationQueries.weeks(days, MONDAY.plusDays(30)).get(0);
    assertThat(week.trials()).isEqualTo(60);
    assertThat(week.expected().orElseThrow()).isCloseTo(3, EXACT);
  }

  @Test
  void nothingIsExpectedOfAWeekWithADayThatHadNoBaseline() {
    Doc without = new Doc(document("complaint", MONDAY, 0).put("window_days", 14));
    assertThat(
            SituationQueries.weeks(List.of(without, count(MONDAY.plusDays(1))), MONDAY.plusDays(9)))
        .hasSize(1)
        .allSatisfy(week -> assertThat(week.expected()).isEmpty());
  }
}
