package io.zhijing.jobs.mix;

import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;

/** Reports and settings of a small authority. */
public final class MixReports {
  static final int CORRECTION_DAYS = 60;
  public static final Calendar CALENDAR = new Calendar(ZoneId.of("Asia/Shanghai"), 24);

  private MixReports() {}

  public static PipelineSettings settings() {
    return new PipelineSettings(
        CALENDAR,
        new PipelineSettings.Watch(
            () -> null,
            new Rules(RuleSet.standard()),
            Map.of("bread", "C1411"),
            Map.of(),
            () -> null),
        new PipelineSettings.Horizons(1, CORRECTION_DAYS),
        new PipelineSettings.HashKey(
            "a key for tests, not a secret".getBytes(StandardCharsets.UTF_8)));
  }

  public static Report inspection(String id, int day, String body, int trials) {
    return report("inspection", id, day, new String[] {"", body}, trials);
  }

  /**
   * A report.
   *
   * @param whatAndWho product and body
   */
  static Report report(String stream, String id, int day, String[] whatAndWho, int trials) {
    return new Report(
        stream,
        stream,
        id,
        0,
        false,
        day,
        CALENDAR.endOf(day),
        "150600",
        new String[0],
        Taxonomy.UNKNOWN,
        new String[0],
        trials,
        1,
        "",
        new Report.Details(
            "",
            "",
            whatAndWho[0],
            "",
            "product",
            "",
            "",
            "",
            "",
            "",
            "market",
            whatAndWho[1],
            "",
            new String[0]));
  }
}
