package io.zhijing.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A weekly series whose outbreaks somebody has flagged.
 *
 * @param dataSet where it comes from; a data set may have a series by region
 * @param counts by week
 * @param isOutbreak by week
 */
record LabelledCounts(String dataSet, double[] counts, boolean[] isOutbreak) {

  /**
   * The series of a file in which every week has a label, in the file's order.
   *
   * @throws IOException if the file cannot be read or holds no such series
   */
  static List<LabelledCounts> read(Path file) throws IOException {
    Map<String, List<Map<String, String>>> bySeries = new LinkedHashMap<>();
    for (Map<String, String> row : BenchTable.read(file).rows()) {
      bySeries
          .computeIfAbsent(row.get("dataset") + "/" + row.get("region"), key -> new ArrayList<>())
          .add(row);
    }
    List<LabelledCounts> series = new ArrayList<>();
    for (List<Map<String, String>> rows : bySeries.values()) {
      if (rows.stream().noneMatch(row -> row.get("outbreak_label").isEmpty())) {
        double[] counts = new double[rows.size()];
        boolean[] isOutbreak = new boolean[rows.size()];
        for (int week = 0; week < counts.length; week++) {
          counts[week] = BenchTable.number(file, rows.get(week), "failures");
          isOutbreak[week] = "1".equals(rows.get(week).get("outbreak_label"));
        }
        series.add(new LabelledCounts(rows.get(0).get("dataset"), counts, isOutbreak));
      }
    }
    if (series.isEmpty()) {
      throw new IOException(file + " holds no series with a label in every week");
    }
    return series;
  }
}
