package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.SimulatedSeries;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is measured, in the order of the table. */
public enum Measured {
  /** Farrington's method as improved by Noufaily et al. */
  FARRINGTON_FLEXIBLE("farringtonFlexible_nbPlugin", 200, 6.3),
  /** Farrington's method. */
  FARRINGTON("farrington_original", Double.NaN, 2.3),
  /** Early aberration reporting, baseline directly before the week. */
  EARS_C1("earsC1", 1000, 0.062),
  /** The same, two weeks between baseline and week. */
  EARS_C2("earsC2", 1000, 0.051),
  /** The same over three weeks. */
  EARS_C3("earsC3_package", 1000, 0.059),
  /** Likelihood ratio chart of negative binomial counts. */
  GLR("glrnb", Double.NaN, 0.57),
  /** The default detector's evidence in counts. */
  COUNT_EVIDENCE(DefaultDetectors.class, "countEvidence", Unit.SERIES_WEEK),
  /** The default detector's evidence in failure rates. */
  RATE_EVIDENCE(DefaultDetectors.class, "rateEvidence", Unit.SERIES_WEEK),
  /** The default detector on daily counts: windows, and evidence where worth weighing. */
  COUNT_DAYS(DefaultDetectors.class, "countDays", Unit.STRATUM_DAY),
  /** The default detector on daily failure rates. */
  RATE_DAYS(DefaultDetectors.class, "rateDays", Unit.STRATUM_DAY),
  /** Scan over sets of neighbours. */
  SCAN_NEIGHBOURS(Scans.class, "neighbourSets", Unit.SCAN),
  /** Scan over circles. */
  SCAN_CIRCLES(Scans.class, "circles", Unit.SCAN);

  /** Of what there are many in a call. */
  public enum Unit {
    /** A week of a series. */
    SERIES_WEEK,
    /** A day of a stratum. */
    STRATUM_DAY,
    /** A scan. */
    SCAN;

    /** The name in texts. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many of them a call makes. */
    double inACall(SimulatedSeries series) {
      return switch (this) {
        case SERIES_WEEK -> (double) series.counts().length * series.weeks();
        case STRATUM_DAY -> (double) series.counts().length * DefaultDetectors.YEAR;
        case SCAN -> 1;
      };
    }
  }

  /** So few where a series takes long that an iteration would take many seconds. */
  private static final int FEW = 7;

  private final String benchmark;
  private final String algorithm;
  private final Unit unit;
  private final double timesFaster;
  private final double publishedMilliseconds;

  Measured(String algorithm, double timesFaster, double publishedMilliseconds) {
    this.benchmark = ReferenceDetectors.class.getName() + ".judge";
    this.algorithm = algorithm;
    this.unit = Unit.SERIES_WEEK;
    this.timesFaster = timesFaster;
    this.publishedMilliseconds = publishedMilliseconds;
  }

  Measured(Class<?> type, String method, Unit unit) {
    this.benchmark = type.getName() + "." + method;
    this.algorithm = null;
    this.unit = unit;
    this.timesFaster = Double.NaN;
    this.publishedMilliseconds = Double.NaN;
  }

  /** The name in texts. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What times are given for. */
  public Unit unit() {
    return unit;
  }

  /** How many series are used at most. */
  int mostSeries() {
    return this == RATE_EVIDENCE || unit == Unit.STRATUM_DAY ? FEW : Integer.MAX_VALUE;
  }

  /** The benchmark's full name. */
  String benchmark() {
    return benchmark;
  }

  /** R's counterpart, by the name of its bounds. */
  public Optional<String> algorithm() {
    return Optional.ofNullable(algorithm);
  }

  /** How many times faster than R it shall be. */
  public OptionalDouble timesFaster() {
    return Double.isNaN(timesFaster) ? OptionalDouble.empty() : OptionalDouble.of(timesFaster);
  }

  /**
   * Milliseconds of processor time a series-week that R took on another machine (surveillance
   * 1.20.3, R 4.2.2, forty-two series of the count bench, its 49 weeks), for a machine without R.
   */
  public OptionalDouble publishedMilliseconds() {
    return Double.isNaN(publishedMilliseconds)
        ? OptionalDouble.empty()
        : OptionalDouble.of(publishedMilliseconds);
  }
}
