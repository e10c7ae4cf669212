package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.check.Contents.MapLayer;
import io.zhijing.dashboards.kibana.check.Contents.View;
import io.zhijing.dashboards.kibana.kql.Kql;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A report is counted in a dozen strata. A sum over counts is right only if it goes over strata
 * that do not contain one another: of one grain, and of each of its dimensions one level or one
 * node a bucket. What is expected of a stratum, and its bound, cannot be added up at all.
 */
final class GrainCheck {
  private static final Set<String> QUANTITIES =
      Set.of("trials", "observed", "window_trials", "window_observed", "mix_expected_millionths");
  private static final Set<String> JUDGEMENTS = Set.of("expected", "upper_bound");
  private static final String ALL = "all";

  private final Faults faults;

  GrainCheck(Faults faults) {
    this.faults = faults;
  }

  void check(Contents contents) {
    for (Chart chart : contents.charts()) {
      if (isCounts(chart.view())) {
        chart(chart);
      }
    }
    for (MapLayer map : contents.maps()) {
      for (int i = 0; i < map.joined().size(); i++) {
        if (isCounts(map.joined().get(i))) {
          join(map, map.layer().path("joins").path(i).path("right"));
        }
      }
    }
  }

  private static boolean isCounts(View view) {
    return view.kind().equals(Optional.of(DocumentKind.COUNTS));
  }

  private void chart(Chart chart) {
    Set<String> summed = new HashSet<>();
    Set<String> split = new HashSet<>();
    for (JsonNode column : chart.layer().path("columns")) {
      String field = column.path("sourceField").asText();
      switch (column.path("operationType").asText()) {
        case "sum" -> summed.add(field);
        case "terms" -> split.add(field);
        default -> {}
      }
    }
    judge(chart.place(), chart.query(), summed, split);
  }

  private void join(MapLayer map, JsonNode right) {
    Set<String> summed = new HashSet<>();
    for (JsonNode metric : right.path("metrics")) {
      if (metric.path("type").asText().equals("sum")) {
        summed.add(metric.path("field").asText());
      }
    }
    judge(
        map.place(),
        right.at("/whereQuery/query").asText(),
        summed,
        Set.of(right.path("term").asText()));
  }

  private void judge(String place, String where, Set<String> summed, Set<String> split) {
    boolean addsJudgements = summed.stream().anyMatch(JUDGEMENTS::contains);
    boolean adds = addsJudgements || summed.stream().anyMatch(QUANTITIES::contains);
    boolean isOneStratum =
        split.contains("stratum") || split.contains("label_zh") || split.contains("label_en");
    Optional<Kql> query = new Faults().query(place, where);
    if (!adds || isOneStratum || query.isEmpty()) {
      return;
    }
    Set<String> grains = fixed(query.get(), "grain");
    if (grains.size() != 1) {
      faults.add(
          FaultKind.DOUBLE_COUNT,
          place,
          "adds up counts of " + (grains.isEmpty() ? "every grain" : "the grains " + grains));
      return;
    }
    String grain = grains.iterator().next();
    for (String dimension : grain.equals(ALL) ? List.<String>of() : List.of(grain.split("-", -1))) {
      boolean isSplit =
          split.contains(dimension)
              || split.contains(dimension + "_name_zh")
              || split.contains(dimension + "_name_en");
      boolean isOneLevel = fixed(query.get(), dimension + "_level").size() == 1;
      if (addsJudgements && !isSplit) {
        faults.add(
            FaultKind.DOUBLE_COUNT,
            place,
            "adds up what is expected of several " + dimension + "s");
      } else if (!isSplit && !isOneLevel) {
        faults.add(
            FaultKind.DOUBLE_COUNT, place, "adds up counts of several levels of " + dimension);
      }
    }
  }

  /** The values that the query fixes a field to; none if it leaves it open. */
  private static Set<String> fixed(Kql query, String field) {
    if (query instanceof Kql.Is is) {
      return is.field().equals(field) && !is.hasWildcard() ? Set.of(is.value()) : Set.of();
    }
    if (query instanceof Kql.And and) {
      for (Kql part : and.parts()) {
        Set<String> values = fixed(part, field);
        if (!values.isEmpty()) {
          return values;
        }
      }
      return Set.of();
    }
    Set<String> all = new HashSet<>();
    if (query instanceof Kql.Or or) {
      for (Kql part : or.parts()) {
        Set<String> values = fixed(part, field);
        if (values.isEmpty()) {
          return Set.of();
        }
        all.addAll(values);
      }
    }
    return all;
  }
}
