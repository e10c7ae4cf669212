package io.zhijing.jobs.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which faults strike when, all of it decided by the seed.
 *
 * @param seed names the schedule
 * @param strikes in order
 */
public record Schedule(long seed, List<Strike> strikes) {
  private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));
  private static final int FEWEST = 3;
  private static final int MOST = 5;
  private static final int FIRST_PERCENT = 5;
  private static final int LAST_PERCENT = 96;
  private static final int SHORTEST_SECONDS = 2;
  private static final int LONGEST_SECONDS = 10;

  /** A sleeping worker is given up after 20 seconds. */
  private static final int FROZEN_SECONDS = 25;

  /**
   * One fault.
   *
   * @param atPercent of the replay that has been sent
   * @param fault what goes wrong
   * @param holdSeconds for how long
   * @param worker which TaskManager, where it is one
   */
  public record Strike(int atPercent, Fault fault, int holdSeconds, int worker) {}

  /** Copies the list. */
  public Schedule {
    strikes = List.copyOf(strikes);
  }

  /** A schedule of three to five faults. */
  public static Schedule of(long seed, int workers) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(FEWEST, MOST + 1);
    List<Strike> strikes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      int hold =
          fault == Fault.WORKER_FROZEN
              ? FROZEN_SECONDS
              : random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1);
      strikes.add(
          new Strike(
              random.nextInt(FIRST_PERCENT, LAST_PERCENT), fault, hold, random.nextInt(workers)));
    }
    strikes.sort(Comparator.comparingInt(Strike::atPercent));
    return new Schedule(seed, strikes);
  }

  /** Nothing goes wrong. */
  public static Schedule calm() {
    return new Schedule(0, List.of());
  }
}
