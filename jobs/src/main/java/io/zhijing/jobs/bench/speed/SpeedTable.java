package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.speed.SpeedBench.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Times beside those of R, and whether they are as short as asked for. R was measured by processor
 * time, so that is what is compared.
 *
 * @param speeds of the detectors
 * @param peers of R; where it was not there, published times of another machine take its place
 */
public record SpeedTable(List<Speed> speeds, RPeers.Outcome peers) {
  /** A scan shall take one core less than so many seconds. */
  private static final double SCAN_SECONDS = 0.5;

  private static final double MICROS_IN_A_SECOND = 1e6;
  private static final double MICROS_IN_A_MILLISECOND = 1e3;

  /**
   * A row.
   *
   * @param speed of the detector
   * @param peer microseconds of processor time that R takes for one unit
   * @param timesFaster how many times as fast as R
   */
  public record Row(Speed speed, OptionalDouble peer, OptionalDouble timesFaster) {}

  /**
   * Something asked for.
   *
   * @param measured of what
   * @param reached times as fast as R, or seconds a scan
   * @param asked the least of the one, or the limit of the other
   * @param holds whether it is reached
   */
  public record Demand(Measured measured, double reached, double asked, boolean holds) {}

  /** Whether R was measured in the same run. */
  public boolean here() {
    return peers instanceof RPeers.Times;
  }

  /** A row for each of what was measured, in order. */
  public List<Row> rows() {
    return speeds.stream()
        .map(
            speed -> {
              OptionalDouble peer = peer(speed.measured());
              OptionalDouble times =
                  peer.isPresent()
                      ? OptionalDouble.of(peer.getAsDouble() / speed.processor())
                      : OptionalDouble.empty();
              return new Row(speed, peer, times);
            })
        .toList();
  }

  private OptionalDouble peer(Measured measured) {
    OptionalDouble milliseconds = OptionalDouble.empty();
    if (peers instanceof RPeers.Times times) {
      Double found = measured.algorithm().map(times.milliseconds()::get).orElse(null);
      milliseconds = found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    } else {
      milliseconds = measured.publishedMilliseconds();
    }
    return milliseconds.isPresent()
        ? OptionalDouble.of(milliseconds.getAsDouble() * MICROS_IN_A_MILLISECOND)
        : milliseconds;
  }

  /** All that is asked for. */
  public List<Demand> demands() {
    List<Demand> demands = new ArrayList<>();
    for (Row row : rows()) {
      Measured measured = row.speed().measured();
      if (measured.unit() == Measured.Unit.SCAN) {
        double seconds = row.speed().processor() / MICROS_IN_A_SECOND;
        demands.add(new Demand(measured, seconds, SCAN_SECONDS, seconds < SCAN_SECONDS));
      } else if (measured.timesFaster().isPresent()) {
        double asked = measured.timesFaster().getAsDouble();
        double reached = row.timesFaster().orElse(0);
        demands.add(new Demand(measured, reached, asked, reached >= asked));
      }
    }
    return demands;
  }

  /** Whether everything is as fast as asked for. */
  public boolean holds() {
    return demands().stream().allMatch(Demand::holds);
  }
}
