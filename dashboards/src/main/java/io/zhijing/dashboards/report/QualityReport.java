package io.zhijing.dashboards.report;

import java.time.LocalDate;
import java.util.List;

/**
 * What a period's report says. Every number is a count; shares are formed where they are shown.
 *
 * @param about of whom and when
 * @param headline the three indicators of the plan, section 4 (6) 3
 * @param sections tables in the order of the report
 * @param weeks failures of tests and complaints week by week
 * @param warnings the warnings raised in the period, in order of the day
 */
public record QualityReport(
    About about,
    Headline headline,
    List<Section> sections,
    List<Week> weeks,
    List<Raised> warnings) {

  /**
   * Of whom and when.
   *
   * @param nameEn English name of the authority's area
   * @param nameZh Chinese name
   * @param from first day
   * @param to last day
   * @param isSimulated whether the data are simulated, which every page then says
   */
  public record About(
      String nameEn, String nameZh, LocalDate from, LocalDate to, boolean isSimulated) {}

  /**
   * The indicators.
   *
   * @param products tests of products and services, and those that failed
   * @param exports the same of goods for export; no tests if none were reported
   */
  public record Headline(Tested products, Tested exports) {}

  /**
   * Tests and failures.
   *
   * @param tests with a verdict
   * @param failures of them
   */
  public record Tested(long tests, long failures) {
    /** Those that passed. */
    public long passed() {
      return tests - failures;
    }
  }

  /** What a section counts. */
  public enum Kind {
    /** Tests and failures. */
    RATE,
    /** Counts alone. */
    COUNT
  }

  /**
   * A table.
   *
   * @param key of its title among the messages
   * @param kind what it counts
   * @param rows in the order shown
   */
  public record Section(String key, Kind kind, List<Row> rows) {
    /** Copies the rows. */
    public Section {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row.
   *
   * @param code of the node, empty for all others together
   * @param nameEn English name
   * @param nameZh Chinese name
   * @param tests 0 where only counts are known
   * @param observed failures or counts
   */
  public record Row(String code, String nameEn, String nameZh, long tests, long observed) {}

  /**
   * A week.
   *
   * @param monday its first day
   * @param tests inspections
   * @param failures of them
   * @param complaints received
   */
  public record Week(LocalDate monday, long tests, long failures, long complaints) {}

  /**
   * A warning.
   *
   * @param day on which it was raised
   * @param id its id
   * @param level code of its highest level
   * @param status code of its status
   * @param whereEn English place, empty for everywhere
   * @param whereZh Chinese place
   * @param whatEn English matter
   * @param whatZh Chinese matter
   */
  public record Raised(
      LocalDate day,
      String id,
      String level,
      String status,
      String whereEn,
      String whereZh,
      String whatEn,
      String whatZh) {}

  /** Copies the lists. */
  public QualityReport {
    sections = List.copyOf(sections);
    weeks = List.copyOf(weeks);
    warnings = List.copyOf(warnings);
  }
}
