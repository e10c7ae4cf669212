package io.zhijing.detection.sequential;

/**
 * What a rise of a failure rate may look like: its odds are multiplied.
 *
 * @param oddsRatios factors above 1
 */
public record RateAlternatives(double... oddsRatios) {

  /** Odds times 1.5, 2, 3 and 5. */
  public static RateAlternatives standard() {
    return new RateAlternatives(1.5, 2, 3, 5);
  }

  /** The probability whose odds are {@code factor} times those of {@code probability}. */
  public static double raised(double probability, double factor) {
    return factor * probability / (1 - probability + factor * probability);
  }
}
