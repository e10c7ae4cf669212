package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.QualityQueries.Source;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A platform is a firm, and who took a complaint tells where it was. */
class HiddenSourcesTest {
  private static final Viewer VIEWER =
      new Viewer("vera", Set.of(Role.VIEWER), Set.of(), Set.of(), "zh");
  private static final Viewer ADMINISTRATOR =
      new Viewer("adam", Set.of(Role.ADMINISTRATOR), Set.of(), Set.of(), "zh");
  private static final Instant ARRIVED = Instant.parse("2020-03-01T18:07:05.123Z");

  private static Stored stored;

  @BeforeAll
  static void load() throws Exception {
    stored = StoredRegion.innerMongolia();
  }

  private static void bucket(ArrayNode buckets, String key, long count) {
    ObjectNode bucket = buckets.addObject().put("key", key).put("doc_count", count);
    bucket.putObject("last").put("value", ARRIVED.toEpochMilli());
  }

  private static List<Source> sources(Viewer viewer, String stream) {
    ArrayNode streams = new ObjectMapper().createArrayNode();
    bucket(streams, stream, 26);
    ObjectNode parts = (ObjectNode) streams.get(0);
    ArrayNode platforms = parts.putObject("platform").putArray("buckets");
    bucket(platforms, "例甲商城", 20);
    bucket(platforms, "例乙商城", 5);
    bucket(platforms, "例丙商城", 1);
    return new QualityQueries(stored).sources(viewer, streams, Optional.of(ARRIVED));
  }

  @Test
  void smallCountsOfComplaintsByPlatformAreMasked() {
    List<Source> shown = sources(VIEWER, "complaint");
    assertThat(shown.stream().map(each -> each.reports().text()))
        .as("all, and its parts, of which none follows from the others")
        .containsExactly("26", "20", "≥3", "<3");
    assertThat(shown.get(1).lastSign()).contains(ARRIVED);
    assertThat(shown.subList(2, 4))
        .allSatisfy(
            each ->
                assertThat(each.lastSign())
                    .as("the midnight of Shanghai before it")
                    .contains(Instant.parse("2020-03-01T16:00:00Z")));
  }

  @Test
  void thoseOfOtherStreamsAndForAdministratorsAreTold() {
    for (List<Source> shown :
        List.of(sources(VIEWER, "inspection"), sources(ADMINISTRATOR, "complaint"))) {
      assertThat(shown.stream().map(each -> each.reports().text()))
          .containsExactly("26", "20", "5", "1");
      assertThat(shown).allSatisfy(each -> assertThat(each.lastSign()).contains(ARRIVED));
    }
  }

  private static ReportEntry entry(Viewer viewer) throws Exception {
    JsonNode report =
        new ObjectMapper()
            .readTree(
                """
                {"stream":"complaint","status":"counted","event_date":"2020-03-01","revision":0,\
                "region":"150603","body":"例甲所","channel":"12315","place_type":"school",\
                "stage":"online"}""");
    return new ReportQueries(stored, null).entry(viewer, new Doc(report));
  }

  @Test
  void aWithheldReportSaysNeitherWhoTookItNorAboutWhatPlace() throws Exception {
    ReportEntry hidden = entry(VIEWER);
    assertThat(hidden.withheld()).isTrue();
    assertThat(hidden.how().stage()).contains("online");
    assertThat(hidden.toString()).doesNotContain("例甲所", "12315", "school", "150603");
    assertThat(entry(ADMINISTRATOR).toString()).contains("例甲所", "12315", "school", "150603");
  }
}
