package io.zhijing.jobs.settings;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.rules.RuleSet;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the stages need to know.
 *
 * @param calendar zone and ticks
 * @param watch what is watched
 * @param horizons how long things may take
 * @param keys for what must not be read: persons, and records that cannot be used
 * @param liveness when a source is silent
 */
public record PipelineSettings(
    Calendar calendar, Watch watch, Horizons horizons, Keys keys, Liveness liveness)
    implements Serializable {

  /** The usual liveness, and nothing is kept of a record that cannot be used. */
  public PipelineSettings(Calendar calendar, Watch watch, Horizons horizons, HashKey hashKey) {
    this(calendar, watch, horizons, new Keys(hashKey, SealingKey.none()), Liveness.usual());
  }

  /**
   * The keys.
   *
   * @param hash of the keyed hash that replaces personal identifiers
   * @param sealing seals what cannot be used; none if it is not kept
   */
  public record Keys(HashKey hash, SealingKey sealing) implements Serializable {}

  /** The same with another liveness. */
  public PipelineSettings with(Liveness other) {
    return new PipelineSettings(calendar, watch, horizons, keys, other);
  }

  /** The same with other horizons. */
  public PipelineSettings with(Horizons other) {
    return new PipelineSettings(calendar, watch, other, keys, liveness);
  }

  /** The same with another key to seal with. */
  public PipelineSettings with(SealingKey other) {
    return new PipelineSettings(calendar, watch, horizons, new Keys(keys.hash(), other), liveness);
  }

  /** Days from an event day to the day on which a change of its report became known. */
  public int lagDays(int eventDay, long asOf) {
    return calendar.dayOf(asOf) - eventDay;
  }

  /**
   * The earliest instant by which all that is known by a tick can have come; epoch milliseconds.
   */
  public long knownAt(long tick) {
    return tick + Duration.ofDays(horizons.outOfOrderDays()).toMillis();
  }

  /**
   * Days after its event day for which a report is remembered: it may be taken back on the last day
   * on which it counts, and that may be delivered late.
   */
  public int rememberedDays() {
    return horizons.correctionDays() + horizons.outOfOrderDays() + 1;
  }

  /** Days for which a day may be judged again: it may change, and be in view of one that does. */
  public int reopenedDays() {
    return horizons.correctionDays() + 2 * new Judge(watch.rules().get().detection()).viewDays();
  }

  /** Whether an event day is open to a change that became known at a time, epoch milliseconds. */
  public boolean isOpen(int eventDay, long asOf) {
    return lagDays(eventDay, asOf) <= horizons.correctionDays();
  }

  /**
   * What is watched. Both suppliers are shipped to the workers, which build their own copies.
   *
   * @param lattice taxonomies and facets
   * @param rules the rule set
   * @param productSectors sector code by normalised product code or name
   * @param since first day of each stream, epoch day by stream code
   * @param offices departments
   */
  public record Watch(
      SerializableSupplier<Lattice> lattice,
      SerializableSupplier<RuleSet> rules,
      Map<String, String> productSectors,
      Map<String, Integer> since,
      SerializableSupplier<Offices> offices)
      implements Serializable {

    /** A pack under rules. */
    public static Watch of(PackWatch watch, Pack pack, RuleSet rules, Map<String, Integer> since) {
      return new Watch(
          watch,
          new Rules(rules),
          pack.productSectors(),
          since,
          new Offices.Shipped(Offices.of(pack)));
    }

    /** The first day on which a stream was watched; 0 if it is not stated. */
    public int since(String stream) {
      return since.getOrDefault(stream, 0);
    }
  }

  /**
   * How long things may take.
   *
   * @param outOfOrderDays how many days of arrival time records may be out of order in a partition
   * @param correctionDays how many days after its event day a report still counts
   * @param limitsBy by whose time officers' limits and silences run
   */
  public record Horizons(int outOfOrderDays, int correctionDays, LimitsBy limitsBy)
      implements Serializable {

    /** The same with limits by the reports' time. */
    public Horizons(int outOfOrderDays, int correctionDays) {
      this(outOfOrderDays, correctionDays, LimitsBy.REPORTS);
    }
  }

  /** By whose time officers' limits and silences run. The code is that of the settings. */
  public enum LimitsBy {
    /**
     * The job's clock: from when it knew of something, also at night and on holidays, when no
     * report comes.
     */
    CLOCK("clock"),
    /** The time that reports tell: past records give the same steps however fast they are read. */
    REPORTS("reports");

    private final String code;

    LimitsBy(String code) {
      this.code = code;
    }

    /** Its code. */
    public String code() {
      return code;
    }
  }

  /**
   * When a source is silent. By the job's clock: nothing else goes on when nothing comes in.
   *
   * @param checkEvery how often accounts are drawn up and signs of life looked for
   * @param usually how long a live source is silent at most
   * @param byStream the same for single streams, by code
   */
  public record Liveness(Duration checkEvery, Duration usually, Map<String, Duration> byStream)
      implements Serializable {
    /** Copies the map. */
    public Liveness {
      byStream = Map.copyOf(byStream);
    }

    /** A minute, and three days: longer than a weekend. */
    public static Liveness usual() {
      return new Liveness(Duration.ofMinutes(1), Duration.ofDays(3), Map.of());
    }

    /** How long a live source of the stream is silent at most. */
    public Duration of(String stream) {
      return byStream.getOrDefault(stream, usually);
    }
  }

  /**
   * A secret that prints masked.
   *
   * @param bytes at least 16
   */
  public record HashKey(byte[] bytes) implements Serializable {
    /**
     * Copies the key.
     *
     * @throws IllegalArgumentException if it is shorter than 16 bytes
     */
    public HashKey {
      if (bytes.length < 16) {
        throw new IllegalArgumentException("the hash key must have at least 16 bytes");
      }
      bytes = bytes.clone();
    }

    @Override
    public String toString() {
      return "HashKey[masked]";
    }
  }

  /** A supplier that can be shipped. */
  public interface SerializableSupplier<T> extends Supplier<T>, Serializable {}
}
