package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.jobs.settings.PipelineSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The adjustment cell of a report: kind of sampling, inspecting body, and the product if the pack
 * knows it, else the sector. Products in free wording would make a cell of nearly every report. Not
 * thread-safe.
 */
final class MixCells {
  private static final int MOST_REMEMBERED = 20_000;

  private final Map<String, String> productSectors;
  private final Map<String, String> normalised = new HashMap<>();

  MixCells(PipelineSettings settings) {
    this.productSectors = settings.watch().productSectors();
  }

  /** Whether a report says how much was tested. */
  static boolean hasTrials(Report report) {
    return report.trials() > 0 && ReportStream.ofCode(report.stream()).hasTrials();
  }

  /** The cell; parts that the report does not state are empty. */
  MixCell of(Report report) {
    Report.Details details = report.details();
    String product = normalise(details.product());
    String sector = Taxonomy.UNKNOWN.equals(report.sector()) ? "" : report.sector();
    return new MixCell(
        details.samplingKind(),
        normalise(details.body()),
        productSectors.containsKey(product) ? product : sector);
  }

  /** Bodies and products come again and again, and to normalise costs more than all the rest. */
  private String normalise(String text) {
    String known = normalised.get(text);
    if (known == null) {
      known = Spelling.normalise(text);
      if (normalised.size() >= MOST_REMEMBERED) {
        normalised.clear();
      }
      normalised.put(text, known);
    }
    return known;
  }
}
