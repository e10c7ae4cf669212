package io.zhijing.jobs.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is made to happen in a simulated year.
 *
 * @param id unique
 * @param effect what happens
 * @param size how much of it; see {@link Effect}
 * @param stream code of the stream that shows it, empty for all
 * @param where codes of the regions it happens in, each with all below it
 * @param what codes of the sectors, each with all below it; empty for all
 * @param hazard code of the hazard that fails more, empty for the usual ones
 * @param first its first day
 * @param days how many days it lasts
 * @param nameEn English name
 * @param nameZh Chinese name
 */
public record Incident(
    String id,
    Effect effect,
    double size,
    String stream,
    List<String> where,
    List<String> what,
    String hazard,
    LocalDate first,
    int days,
    String nameEn,
    String nameZh) {

  /** What happens, and whether it is to be warned of. */
  public enum Effect {
    /** The odds of failing, or the number of complaints, times the size. */
    RISE(true),
    /** The same at one firm of each place and sector. */
    FIRM(true),
    /** As a rise, and the reports arrive a week late. */
    LATE_RISE(true),
    /** The number of tests times the size, the added ones targeted. */
    CAMPAIGN(false),
    /** All tests by the strictest of all bodies. */
    INSPECTOR(false),
    /** The share of reports given by the size says failed at first and passed two days later. */
    CORRECTED(false),
    /** Nothing arrives; all of it arrives on the day after. */
    SILENCE(false);

    private final boolean isRisk;

    Effect(boolean isRisk) {
      this.isRisk = isRisk;
    }

    /** Whether a warning is wanted. */
    public boolean isRisk() {
      return isRisk;
    }

    static Optional<Effect> ofCode(String code) {
      for (Effect each : values()) {
        if (each.code().equals(code)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The last day on which it happens. */
  public LocalDate last() {
    return first.plusDays(days - 1L);
  }

  boolean isOn(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last());
  }
}
