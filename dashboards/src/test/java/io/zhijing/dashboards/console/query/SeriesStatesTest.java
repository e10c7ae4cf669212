package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.query.Series.Why;
import io.zhijing.dashboards.console.query.SeriesQueries.Life;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No data, zero and broken are three different facts. */
class SeriesStatesTest {
  private static final Life LIFE =
      new Life(
          new TreeSet<>(
              List.of(day("2020-01-05"), day("2020-01-08"), day("2020-01-20"), day("2020-01-21"))),
          Optional.of(day("2020-01-03")),
          Optional.of(day("2020-01-25")),
          Set.of(day("2020-01-23")),
          5);

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void beforeItIsWatchedAndAfterWhatIsKnownThereIsNoData() {
    assertThat(LIFE.whyNotZero(day("2020-01-02"))).contains(Why.NOT_YET_WATCHED);
    assertThat(LIFE.whyNotZero(day("2020-01-26"))).contains(Why.NOT_YET_KNOWN);
  }

  @Test
  void aDayOfALiveStreamIsZero() {
    assertThat(LIFE.whyNotZero(day("2020-01-03"))).isEmpty();
    assertThat(LIFE.whyNotZero(day("2020-01-06"))).isEmpty();
    assertThat(LIFE.whyNotZero(day("2020-01-08"))).isEmpty();
    assertThat(LIFE.whyNotZero(day("2020-01-25"))).isEmpty();
  }

  @Test
  void aStreamThatIsSilentForLongIsBroken() {
    assertThat(LIFE.whyNotZero(day("2020-01-09"))).contains(Why.SOURCE_SILENT);
    assertThat(LIFE.whyNotZero(day("2020-01-19"))).contains(Why.SOURCE_SILENT);
  }

  @Test
  void aDayWhoseRecordsWereAllRefusedIsBroken() {
    assertThat(LIFE.whyNotZero(day("2020-01-23"))).contains(Why.RECORDS_REFUSED);
  }

  @Test
  void nothingIsKnownOfAStreamThatNeverCame() {
    Life never = new Life(new TreeSet<>(), Optional.empty(), Optional.empty(), Set.of(), 5);
    assertThat(never.whyNotZero(day("2020-01-09"))).contains(Why.NOT_YET_WATCHED);
  }
}
